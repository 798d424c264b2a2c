"""Clearance: the names and sums that the person barred in so many words, told in any casing, spelling or unit."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

# People mix their languages, and a secret is one in both: the patterns below read English and Italian alike.
WORD = re.compile(r"[^\W_][\w&-]*")
NUMBER = re.compile(
    r"(?<![\w.,])[$£€]?\s?(?P<digits>\d+(?:[.,]\d+)*)"
    r"(?:\s?(?P<many>k|m|mln|bn|mila|million[ei]?|milion[ei]|billion|thousand|grand)(?![\w]))?(?P<percent>\s?%)?",
    re.IGNORECASE,
)
TIMES = {"k": 10**3, "mila": 10**3, "thousand": 10**3, "grand": 10**3, "bn": 10**9, "billion": 10**9}
MILLIONS = 10**6
SUM_BEFORE = (
    r"\b(?:saved|saving|saves|cost|costs|costing|worth|refunds?|fees?|revenue|paid|spent|lost|earned|fines?"
    r"|risparmi\w*|cost\w+|val\w+|penal[ei]|ricav\w*|fattur\w*|spes[ao]|pers[oi]|mult[ae])\b[^.;]{0,40}?$"
)
PER = re.compile(r"\s?(?:an? (?:year|month|week)|per |all'anno|al mese|[,.;)]|$)", re.IGNORECASE)
NO = re.compile(
    r"\b(?:no|not|nope|nah|never|none|nothing|nobody|\w+n['’]t|(?:do|is|are|ca|must|should|would|did|was|wo)nt|cannot|without|except|minus|confidential|secret|internal"
    r"|private|off limits|hide|redact|remove|delete|strike|avoid|hush|togli\w*|nascond\w*|omett\w*|evit\w*"
    r"|n\.?d\.?a|shh+|off the record|between us|riservat\w+|segret\w+|confidenzial\w+|tra noi|nulla|nessun[oa]?"
    r"|apart from|leave|keep|skip|omit|drop|neither|nor|anything but|everything but|all but|out"
    r"|non|niente|tranne|salvo|eccetto|fuori|senza|meno|né|ne')(?!\w)",
    re.IGNORECASE,
)
NO_OBJECTION = re.compile(
    r"\b(?:no|nessun[oa]?|non c'è|not an?y?|without) (?:\w+ )?"
    r"(?:problems?|issues?|secrets?"
    r"|worries|objections?|nda|restrictions?|limits?|concerns?|problem[ai]|segret[oi]|vincol[oi])\b"
    r"|\b(?:not|isn'?t|aren'?t) (?:a )?(?:secret|confidential|under nda|problem)\b"
    r"|\b(?:nothing|none|niente|nulla)\b[^,;.]{0,30}\b(?:secret|confidential|nda|riservato|segreto)\b"
    r"|\bnon è (?:riservat|segret)\w+"
    r"|\bnothing to hide\b|\bno,? (?:it'?s |all |everything )?(?:all )?(?:fine|public|good|cleared)\b",
    re.IGNORECASE,
)
NOT_APPLICABLE = re.compile(
    r"^\W*(?:n/?a|(?:no|non) (?:names?|nom[ei]|figures?"
    r"|cifre) (?:in|here|there|qui)"
    r"(?: \w+){0,3})\W*$",
    re.IGNORECASE,
)
ALL = re.compile(r"\b(?:all|everything|both|yes|sure|fine|ok|tutto|sì|si)\b.{0,20}\b(?:but|except|ma|tranne)\b", re.I)
CLAUSE = re.compile(
    r"[;!\n]+|\.(?!\d)|,(?!\d)\s*|(?<!\beverything)(?<!\banything)(?<!\ball)\s+(?:but|and|ma|e|però|pero|while|mentre)\s+"
    r"|\s-{1,2}\s",
    re.IGNORECASE,
)
ONLY = re.compile(r"\b(?:only|just|solo|soltanto|solamente)\b", re.IGNORECASE)
YES = re.compile(r"\b(?:fine|ok|okay|yes|public|cleared|good|can say|sì|si|va bene|pubblic[aoh]e?)\b", re.IGNORECASE)
OF_NAMES = re.compile(
    r"\b(?:names?|clients?|customers?|who|company|merchants?|vendors?|nom[ei]|client[ei]|committent[ei])\b",
    re.IGNORECASE,
)
OF_MONEY = re.compile(
    r"\b(?:money|sums?|figures?|numbers?|amounts?"
    r"|fees?|costs?|revenue|savings|dollars?|pounds|euros?|cifr[ae]|soldi|import[oi]"
    r"|numer[oi]|somm[ae]|penal[ei]|ricav[oi]|fatturato)\b",
    re.IGNORECASE,
)
ALL_NAMES = re.compile(r"\b(?:names|nomi)\b", re.IGNORECASE)
# "the adapter vendor" is a description, no name
DESCRIBED = re.compile(
    r"\b(?:the|an?|il|lo|la|gli|le|l['’]) ?[\w-]+(?: [\w-]+)?", re.IGNORECASE
)  # "the adapter vendor"
PLAIN = re.compile(
    r"(?<!\bfor )(?<!\bwith )(?<!\bat )(?<!\bto )(?<!\bper )(?<!\bcon )(?<!\bda )\b[a-zà-ú][\w-]+(?!['’]s)\b"
)
CLIENT = r"(?:clients?|customers?|cliente|clienti|committente|committenti)"
CAPITALS = r"[A-ZÀ-Ú][\w&-]*(?: (?:(?:&|di|of|and) )?[A-ZÀ-Ú][\w&-]*)*"
SMALL = r"[a-zà-ú][\w&-]{2,}(?: [a-zà-ú][\w&-]{2,})?"
STOPS = r"(?=\s*(?:[,.;:()!?]|$|\s(?:but|ma|better|meglio|prefer\w*|please|pls|il nome|and|e|tho|though)\b|\s-))"
IS = r"(?:was|is|were|are|era|è|e'|called|named|si chiama(?:va)?)"
WORKED = r"(?:work\w*|buil[td]|did|made|shipped|ship|lavor\w+|fatto|project|progetto)"
INTRODUCED = (
    re.compile(
        rf"\b(?i:{CLIENT})(?i:\s+(?:was|is|were|are"
        rf"|era|è|e'|called|named|si chiama(?:va)?)\s+|\s*[:,(]\s*|\s+)({CAPITALS})"
    ),
    re.compile(
        rf"\b(?i:{CLIENT})(?:\s+(?:was|is|era|è|e'|called|named|si chiama(?:va)?)\s+|\s*:\s*)({SMALL}){STOPS}", re.I
    ),
    re.compile(
        rf"({CAPITALS}),? (?:as|was|is|come|era|è) (?:an? |our |my |the |un |il |nostro |il nostro )*{CLIENT}\b"
    ),
    re.compile(rf"\b(?i:{WORKED})(?: \w+){{0,3}} (?:for|per) ({CAPITALS})"),
    re.compile(rf"\b(?i:worked|shipped|lavor\w+)(?: \w+){{0,2}} (?:with|to|con) ({CAPITALS})"),
    re.compile(
        rf"(?:^|[,;.(|]\s*|\b(?:and|but|e|ma) )({SMALL}) {IS} (?:an? |our |the |un |il |nostro )*{CLIENT}\b", re.I
    ),
    re.compile(rf"\b{CLIENT}\s*\(({SMALL})\)", re.I),
    re.compile(rf"\b{CLIENT},\s*({SMALL})(?=,)", re.IGNORECASE),
    re.compile(rf"({CAPITALS}) (?:account|contract|deal)\b"),
    re.compile(r"\bwhere \w+ is (\w+(?: [A-Z]\w+)?)", re.IGNORECASE),
)
BESIDE_CLIENT = re.compile(rf"\b(?:for|at|with|to|per|con|da|presso) ({CAPITALS})")
AT_FRONT = r"(?:^|[,;:(.|]\s*|\b(?:and|but|ma|e|we also did|for|at|with|per|con|presso|da) )"
SMALL_SUBJECT = re.compile(
    AT_FRONT + r"(\w[\w&-]{3,}(?: \w[\w&-]{3,})?)['’]?s?"
    r"(?= (?:alone|saved|paid|lost|nearly|almost|wanted|asked|threatened|left|da sol[oa]|ha|voleva)\b)",
    re.IGNORECASE,
)
SMALL_OBJECT = re.compile(rf"\b(?:for|at|with|per|con|presso|da) ({SMALL}){STOPS}")
SUBJECT = re.compile(
    rf"(?:^|[,;:(.|]\s*)({CAPITALS})(?:['’]s\b"
    r"|(?= (?:\w+ed|alone|was|is|had|has|paid|lost|nearly|almost|left|ha|era|voleva)\b))"
)
ORDINARY = frozenset(
    re.findall(
        r"\S+",
        """actual all also amount amounts anche and any anything apart are aren't avoid been being better both but
        can can't che cifra cifre citare cleared client cliente clienti clients committente company con
        confidential cost costs customer customers dal dalla day degli dei del della delle dello did dire
        disclose does dollari don't done dont drop eccetto either employer era erano euro ever everything exact
        except favore fee fees figure figures fine for from fuori grazie had has have her here hide his importi
        importo internship isn't it's its just keep know known lascia lasciate leave let lets letter like may
        meglio mention merchant mettere might mila money month months much must name named names naming neither
        nel nella nessuno never niente nome nomi nominare non nor not nothing number numbers numeri numero okay
        omit one only our out penale penali per pero però please pls possono preferirei preferisco print private
        problem problems project pubblicare public publish puo put può quella quello questa questo rather real
        redact remain remains remove resta restano revenue said salvo say scrivere secret secrets service share
        should sia site skip solo sono stay stays still sul sum sums sure system team tell tenete that the their
        them there they this tho though three tranne tutto two use vendor very want wants was website week were
        what which who with would write year years yes you your""",
    )
)


@dataclass(frozen=True, slots=True)
class Bars:
    """Names in lower case, and numbers by all their spellings, that no sentence may tell."""

    names: frozenset[str] = frozenset()
    sums: frozenset[str] = frozenset()

    def told(self, text: str) -> bool:
        """Whether a text tells a barred name (in any casing, with a possessive) or number (in any unit)."""
        flat = " ".join(re.findall(r"\w+", text.lower()))
        if any(re.search(rf"(?<!\w){re.escape(name)}s?(?!\w)", flat) for name in self.names):
            return True
        return any(spellings(number) & self.sums for number in NUMBER.finditer(text))


def spellings(number: re.Match[str]) -> frozenset[str]:
    """The keys of a number: its value and its bare digits, or the share it is."""
    digits = number["digits"]
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits):
        digits = re.sub(r"[.,]", "", digits)
    digits = digits.replace(",", ".")
    try:
        value = float(digits)
    except ValueError:
        return frozenset({digits})
    if number["percent"]:
        return frozenset({f"{value:g}%"})
    many = (number["many"] or "").lower()
    whole = value * (TIMES.get(many, MILLIONS) if many else 1)
    keys = {f"{whole:.12g}", f"{value:.12g}"}
    if not many and value >= 1000 and value % 1000 == 0:
        keys.add(f"{value / 1000:.12g}k")
    if many and whole == value * 1000:
        keys.add(f"{value:.12g}k")
    return frozenset(keys)


def is_sum(text: str, number: re.Match[str]) -> bool:
    """Whether a number is money: by its sign, or by what stands before it ("saved 1.2 million")."""
    if number["percent"]:
        return False
    after = text[number.end() : number.end() + 12]
    if number[0].lstrip()[:1] in "$£€" or re.match(
        r"\s?(?:di )?(?:€|\$|£|(?:euro|eur|dollars?|usd|gbp|pounds|quid|bucks)\b)", after, re.I
    ):
        return True
    many = number["many"] or (len(number["digits"]) > 3 and PER.match(after))
    return bool(many) and bool(re.search(SUM_BEFORE, text[: number.start()], re.IGNORECASE))


def sums(text: str) -> frozenset[str]:
    """The spellings of all money in a text."""
    return frozenset(key for number in NUMBER.finditer(text) if is_sum(text, number) for key in spellings(number))


def clients(text: str, known: Collection[str]) -> frozenset[str]:
    """The names a text introduces as those of clients, in lower case; words in `known` are nobody's name."""
    found: set[str] = set()
    patterns = (*INTRODUCED, BESIDE_CLIENT) if re.search(rf"\b{CLIENT}\b", text, re.I) else INTRODUCED
    for pattern in patterns:
        for match in pattern.finditer(text):
            found |= name_forms(match[1], known)
    return frozenset(found)


def subjects(text: str, known: Collection[str], small: bool) -> frozenset[str]:
    """Who a sentence is about: "Corvane asked …", and where `small` says so "corvane transit alone saved …"."""
    patterns = (SMALL_SUBJECT, SMALL_OBJECT) if small else (SUBJECT,)
    found = [match[1] for pattern in patterns for match in pattern.finditer(text)]
    return frozenset(form for name in found for form in name_forms(name, known))


def capitals(text: str, known: Collection[str]) -> frozenset[str]:
    """Names with a capital inside a sentence, in lower case."""
    found = re.finditer(rf"(?<=[\w,:(] )({CAPITALS})", text)
    return frozenset(form for match in found for form in name_forms(match[1], known))


def name_forms(name: str, known: Collection[str]) -> frozenset[str]:
    """A name and, where it gives the name away, its first word."""
    words = re.findall(r"\w+", re.sub(r"['’]s\b", "", name).lower())
    while words and (words[0] in known or words[0] in ORDINARY):
        words.pop(0)
    if not words or len(words[0]) < 3:
        return frozenset()
    return frozenset({" ".join(words), words[0]})


def refused(cleared: str) -> tuple[str, ...]:
    """The clauses of the answer to `cleared` that say no; none where it only says that there is nothing to hide."""
    if NOT_APPLICABLE.match(cleared):
        return ()
    out: list[str] = []
    at, no = 0, False
    text = NO_OBJECTION.sub(" ", cleared)
    for end in (*CLAUSE.finditer(text), None):
        clause = text[at : end.start()] if end else text[at:]
        if NO.search(clause) or ONLY.search(clause):
            no = True
        elif YES.search(clause):
            no = False
        elif end is not None and not clause.strip():
            continue
        if no and clause.strip():
            out.append(clause)
        at = end.end() if end else at
        if end and re.search(r"\b(?:but|ma|però|pero)\b", end[0], re.I):
            no = bool(ALL.search(text[: end.end()]))
        elif end and re.search(r"[;.!]", end[0]):
            no = False
    return tuple(out)


def barred(cleared: str, texts: Iterable[tuple[str, str]], known: Collection[str], common: frozenset[str]) -> Bars:
    """What the answer to `cleared` bars in (question, text) pairs.

    Words in `known` are never names; words in `common` stay unless they have a capital somewhere.
    """
    clauses = refused(cleared)
    if not clauses:
        return Bars()
    told = tuple(texts)
    whole = "\n".join(text for _, text in told)
    lowered = set(_words(whole))
    proper = {m[0].lower() for m in re.finditer(r"(?<=[\w,:(] )[A-ZÀ-Ú][\w&-]+", f"{whole}\n{cleared}")}
    numbers = [spellings(number) for number in NUMBER.finditer(whole)]
    names: set[str] = set()
    figures: set[str] = set()
    for clause in clauses:
        if ONLY.search(clause) and not NO.search(clause):
            names |= frozenset() if OF_NAMES.search(clause) else _all_clients(told, known)
            figures |= frozenset() if OF_MONEY.search(clause) else sums(whole)
            continue
        these = _numbers(clause, numbers)
        said = {_without_s(word, lowered) for word in _words(clause)}
        words = {word for word in said if word in lowered and _name(word, known)}
        plain = common | set(_words(" ".join(match[0] for match in DESCRIBED.finditer(clause))))
        words = {word for word in words if word in proper or word not in plain}
        names.update(form for word in words for form in (" ".join(re.findall(r"\w+", word)), word.split("-")[0]))
        figures |= these
        if not (these or words) or ALL_NAMES.search(clause):
            of_names, of_money = bool(OF_NAMES.search(clause)), bool(OF_MONEY.search(clause))
            names |= _all_clients(told, known) if of_names or not of_money else frozenset()
            figures |= sums(whole) if of_money or not of_names else frozenset()
    return Bars(frozenset(names), frozenset(figures))


def _words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(re.sub(r"['’]s\b", "", text))]


def _without_s(word: str, lowered: Collection[str]) -> str:
    """A word as an answer has it: "corvanes" is Corvane's."""
    bare = word.removesuffix("s")
    return bare if len(word) > 6 and word not in lowered and bare in lowered else word


def plain_words(texts: Iterable[str]) -> frozenset[str]:
    """Words written small somewhere and not only where a name stands ("for corvane")."""
    return frozenset(match[0] for text in texts for match in PLAIN.finditer(text))


def _name(word: str, known: Collection[str]) -> bool:
    """Whether a word of a refusal may be somebody's name, or a thing that is not to be told of."""
    return len(word) > 2 and not word[0].isdigit() and word not in ORDINARY and word not in known


def _numbers(clause: str, numbers: Iterable[frozenset[str]]) -> frozenset[str]:
    """The spellings of the numbers of a clause that also occur in an answer, whatever their unit."""
    found: set[str] = set()
    for number in NUMBER.finditer(clause):
        if number[0].strip().isdigit() and len(number["digits"]) < 2:
            continue
        keys = {key.rstrip("%") for key in spellings(number)}
        for other in numbers:
            if {key.rstrip("%") for key in other} & keys:
                found |= keys | other
    return frozenset(found)


def _all_clients(told: Iterable[tuple[str, str]], known: Collection[str]) -> frozenset[str]:
    """The clients of all answers; in `project` only what is called one: the rest is the employer."""
    found: set[str] = set()
    for question, text in told:
        if question != "project" or re.search(rf"\b{CLIENT}\b", text, re.IGNORECASE):
            found |= clients(text, known)
    return frozenset(found)
