"""Writes the golden letters anew: `python -m tests.letter.golden`; then read the diff aloud."""

from tests.letter.material import GOLDEN, OWN, PUBLIC, TO_OTHER_MARKETS, letter, shown

for path in (*OWN, *PUBLIC):
    (GOLDEN / f"{path.stem}.md").write_text(shown(letter(path)), "utf-8")
    if other := TO_OTHER_MARKETS.get(path.stem):
        (GOLDEN / f"{path.stem}-in-{other}.md").write_text(shown(letter(path, other)), "utf-8")
