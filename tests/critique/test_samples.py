"""Letters written by other hands: the strong ones raise no alarm that counts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from dialogs.answers import Language, Profile
from dialogs.critique import Critic, Weight

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "critique" / "samples"
LETTERS = sorted(SAMPLES.glob("*.json"))


@pytest.mark.parametrize("path", LETTERS or [None], ids=lambda path: path.stem if path else "none")
def test_labelled_letters(both: Mapping[Language, Critic], path: Path | None) -> None:
    if path is None:
        pytest.skip("no labelled letters are beside this checkout")
    case = json.loads(path.read_text("utf-8"))
    critique = both[case["lang"]].critique(
        case["letter"], Profile(case["lang"], case["market"], case["level"]), case["posting"]
    )
    labelled = {label["fault"] for label in case["must"]} | set(case["may"])
    counted = {one.fault for one in critique.findings if one.weight is not Weight.ADVICE}
    assert counted - labelled == set()
    if case["must"]:
        found = {one.fault for one in critique.findings}
        must = {label["fault"] for label in case["must"]}
        assert len(must & found) >= 0.9 * len(must), must - found
    else:
        assert critique.praise
