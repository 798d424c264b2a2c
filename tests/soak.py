"""`python -m tests.soak --kills 1000`: a coach that is killed over and over, and what is lost.

Prints one line every 50 kills and the audit at the end; exit code 1 where anything was lost, doubled or told.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import sys
import tempfile
import time
from pathlib import Path

from tests.botapi.client import Telegram
from tests.telegram.kills import Audit, Ordeal
from tests.telegram.stories import candidates, echoed


async def soak(kills: int, seed: int, *, small: bool) -> Audit:
    """So many kills on one database."""
    stories = map(echoed, itertools.count(seed)) if small else itertools.cycle(candidates())
    with Telegram.start() as telegram, tempfile.TemporaryDirectory() as folder:
        return await Ordeal(telegram, Path(folder), stories, kills=kills, seed=seed, small=small).run(print)


def main() -> None:
    """Read the arguments, soak, and tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=int(time.time()), help="the same seed draws the same moments")
    parser.add_argument("--small", action="store_true", help="the tests' small engine, with random acts")
    given = parser.parse_args()
    print(f"seed {given.seed}")
    begun = time.monotonic()
    audit = asyncio.run(soak(given.kills, given.seed, small=given.small))
    print(
        f"{audit.kills} kills in {time.monotonic() - begun:.0f} s, {audit.stories} conversations, {audit.acts} acts: "
        f"{len(audit.faults)} faults, {audit.duplicates} duplicate replies; the last stop took {audit.drained:.1f} s"
    )
    for fault in audit.faults:
        print(fault)
    sys.exit(bool(audit.faults))


if __name__ == "__main__":
    main()
