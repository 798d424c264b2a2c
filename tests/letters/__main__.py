"""Score the critic on labelled letters: python -m tests.letters [open|aside|samples|FOLDER …] [--only it-] [--show].

--show names what was missed and what was false, letter by letter; it refuses to do so for the letters kept aside, which
nobody should read while patterns are written.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bot.content import files
from dialogs.critique import critics
from tests.letters.labelled import LABELLED, SAMPLES, SETS, read
from tests.letters.scoring import Verdict, judge, score, summary, table


def main() -> None:
    """Print a table for each set asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=["open"])
    parser.add_argument("--only", default="", help="letters whose id begins so")
    parser.add_argument("--show", action="store_true", help="name every miss and every false alarm")
    parser.add_argument("--short", action="store_true", help="the sums only")
    asked = parser.parse_args()
    readers = critics(files())
    for name in asked.sets:
        folder = LABELLED / name if name in SETS else SAMPLES if name == "samples" else Path(name)
        letters = [one for one in read(folder) if one.id.startswith(asked.only)]
        if not letters:
            sys.exit(f"no labelled letters in {name}: give one of {', '.join(SETS)}, samples or a folder of JSON files")
        verdicts = [
            judge(one, readers[one.profile.language].critique(one.letter, one.profile, one.posting).findings)
            for one in letters
        ]
        print(f"== {name}")
        if asked.show and "aside" not in folder.parts:
            for verdict in verdicts:
                _show(verdict)
        print((summary if asked.short else table)(score(verdicts)))


def _show(verdict: Verdict) -> None:
    for label in verdict.missed:
        print(f"{verdict.letter.id}  missed  {label.fault}: {label.quote or '(whole letter)'}")
    for finding in (*verdict.false, *verdict.false_advice):
        print(f"{verdict.letter.id}  {finding.weight:7} {finding.fault}: {finding.quote or '(whole letter)'}")


if __name__ == "__main__":
    main()
