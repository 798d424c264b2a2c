"""SARIF 2.1.0: judged letters as the log that editors and code hosts show beside the lines.

The standard: https://docs.oasis-open.org/sarif/sarif/v2.1.0/. A block is an error, a fault a warning, advice a note.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote as percent

from bot import content
from bot.critiques.judging import Judged, Unread
from bot.critiques.pages import Pages
from dialogs.critique import Finding, Weight
from dialogs.critique.quoting import place
from dialogs.critique.sources import words

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Weight.BLOCK: "error", Weight.FAULT: "warning", Weight.ADVICE: "note"}
ROOT = "%SRCROOT%"

Data = dict[str, Any]


def as_sarif(letters: Sequence[Judged | Unread], language: str) -> str:
    """One log with one run: a rule for each fault that was found, a result for each finding."""
    judged = [one for one in letters if isinstance(one, Judged)]
    found = sorted({finding.fault for one in judged for finding in one.critique.findings})
    pages = Pages(language)
    results = [result for one in judged for result in _results(one, found)]
    run = {
        "tool": {"driver": _driver(pages, found)},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": all(isinstance(one, Judged) for one in letters),
                "toolExecutionNotifications": [said for one in letters for said in _notifications(one)],
            }
        ],
        "artifacts": [_artifact(one) for one in judged],
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _driver(pages: Pages, codes: Sequence[str]) -> Data:
    try:
        number = version("anchor-coach")
    except PackageNotFoundError:  # run from a folder, not installed
        number = "0"
    return {"name": "coach", "fullName": "Anchor", "version": number, "rules": [_rule(pages, code) for code in codes]}


def _rule(pages: Pages, code: str) -> Data:
    fault, said = pages.faults[code], pages.said(code)
    return {
        "id": code,
        "name": "".join(word.capitalize() for word in code.split("-")),
        "shortDescription": {"text": said.message},
        "fullDescription": {"text": said.why},
        "help": {"text": pages.text(code, 100), "markdown": pages.markdown(code)},
        "defaultConfiguration": {"level": LEVELS[fault.weight]},
        "properties": {
            "tags": [fault.dimension],
            "source": {"guide": fault.source.guide, "market": fault.source.market, "date": fault.source.date},
        },
    }


def _results(one: Judged, codes: Sequence[str]) -> list[Data]:
    times: Counter[tuple[str, str]] = Counter()
    found = []
    for finding in one.critique.findings:
        key = finding.fault, " ".join((finding.quote or "").split()).casefold()
        found.append(_result(one, finding, codes.index(finding.fault), times[key]))
        times[key] += 1
    return found


def _result(one: Judged, finding: Finding, rule: int, time: int) -> Data:
    source = words(content.files(), one.profile.language).named(finding.source)
    said = f"{finding.message} {finding.fix} ({source})"
    mark = "\0".join([finding.fault, " ".join((finding.quote or "").split()).casefold(), str(time)])
    return {
        "ruleId": finding.fault,
        "ruleIndex": rule,
        "level": LEVELS[finding.weight],
        "message": {"text": said},
        "locations": [{"physicalLocation": {"artifactLocation": _location(one.file), "region": _region(one, finding)}}],
        "partialFingerprints": {"faultAndWords/v1": hashlib.sha256(mark.encode()).hexdigest()[:32]},
        "properties": {"dimension": finding.dimension, "why": finding.why}
        | ({"disagreement": finding.disagreement} if finding.disagreement else {}),
    }


def _region(one: Judged, finding: Finding) -> Data:
    """Lines and columns from 1; characters counted as in the file. The whole letter is said of its first line."""
    if finding.start is None or finding.end is None:
        return {"startLine": 1}
    text, newline = one.document.text, one.document.newline
    line, column = place(text, finding.start)
    last, after = place(text, finding.end)
    region: Data = {"startLine": line, "startColumn": column, "endLine": last, "endColumn": after}
    if newline:
        region["charOffset"] = finding.start + (line - 1) * (newline - 1)
        region["charLength"] = finding.end - finding.start + (last - line) * (newline - 1)
    return region | {"snippet": {"text": text[finding.start : finding.end]}}


def _artifact(one: Judged) -> Data:
    if one.document.kind == "text":
        return {"location": _location(one.file)}
    return {
        "location": _location(one.file),
        "description": {"text": "Lines and columns are those of the text that stands in this document."},
    }


def _location(file: str) -> Data:
    """Where a file is, below the folder the command was started in where it is there."""
    path = Path(file)
    if path.is_absolute():
        try:
            path = path.relative_to(Path.cwd())
        except ValueError:
            return {"uri": path.as_uri()}
    return {"uri": percent(PurePosixPath(path.as_posix()).as_posix()), "uriBaseId": ROOT}


def _notifications(one: Judged | Unread) -> list[Data]:
    where = [{"physicalLocation": {"artifactLocation": _location(one.file)}}]
    if isinstance(one, Unread):
        return [{"level": "error", "message": {"text": one.reason}, "locations": where}]
    level = "note" if one.critique.judged else "warning"
    return [{"level": level, "message": {"text": note}, "locations": where} for note in one.critique.notes]
