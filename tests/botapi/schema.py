"""Every call checked against a copy of the Bot API's documentation, where one lies beside the project."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.botapi.json_types import Json
from tests.botapi.parameters import Parameters

API = Path(__file__).resolve().parents[2].parent / "shared" / "bot-api" / "api.json"


@dataclass(frozen=True, slots=True)
class Documentation:
    """Methods and types as documented: name -> fields, each {name, types, required}."""

    version: str
    methods: Mapping[str, Json]
    types: Mapping[str, Json]

    def faults(self, method: str, parameters: Parameters) -> tuple[str, ...]:
        """What in this call is not as documented: unknown names, missing ones, wrong types, in words."""
        fields = {field["name"]: field for field in self.methods[method].get("fields", [])}
        given = set(parameters.raw) | set(parameters.files)
        attached = {name for name in parameters.files if name not in fields}
        found = [f"{method}: unknown parameter {name}" for name in sorted(given - set(fields) - attached)]
        if attached and not all(f"attach://{name}" in json.dumps(parameters.raw) for name in attached):
            found.append(f"{method}: files {sorted(attached)} that no parameter names by attach://")
        found += [f"{method}: {name} is required" for name, f in fields.items() if f["required"] and name not in given]
        for name in sorted(set(parameters.raw) & set(fields)):
            types = fields[name]["types"]
            found += self._check(_from_form(parameters.raw[name], types), types, f"{method}.{name}")
        return tuple(found)

    def result_faults(self, method: str, result: Any) -> tuple[str, ...]:
        """What in our own answer to a call is not as documented."""
        return tuple(self._check(result, self.methods[method]["returns"], f"the result of {method}"))

    def _check(self, value: Any, types: list[str], where: str) -> list[str]:
        """What is wrong with a value that must be of one of these types: the fewest complaints that a type has."""
        tries = [self._check_one(value, kind, where) for kind in types]
        return min(tries, key=len)

    def _check_one(self, value: Any, kind: str, where: str) -> list[str]:
        if kind.startswith("Array of "):
            if not isinstance(value, list):
                return [f"{where}: {value!r} is no {kind}"]
            inner = kind.removeprefix("Array of ")
            return [fault for n, item in enumerate(value) for fault in self._check(item, [inner], f"{where}[{n}]")]
        simple = {"Integer": int, "String": str, "Boolean": bool, "InputFile": str}.get(kind)
        if simple or kind == "Float":
            right = type(value) in (int, float) if kind == "Float" else type(value) is simple
            return [] if right else [f"{where}: {value!r} is no {kind}"]
        if not isinstance(value, dict):
            return [f"{where}: {value!r} is no {kind}"]
        about = self.types[kind]
        if about.get("subtypes"):
            return self._check(value, about["subtypes"], where)
        fields = {field["name"]: field for field in about.get("fields", [])}
        found = [f"{where}: {kind} has no field {name}" for name in value if name not in fields]
        found += [f"{where}: {kind} needs {n}" for n, field in fields.items() if field["required"] and n not in value]
        for name in value.keys() & fields.keys():
            found += self._check(value[name], fields[name]["types"], f"{where}.{name}")
        return found


def _from_form(value: Any, types: list[str]) -> Any:
    """A form brings text: read it as JSON where the type wants that."""
    if not isinstance(value, str):
        return value
    if "Integer" in types and value.lstrip("-").isdigit():
        return int(value)
    if "String" in types or types == ["InputFile"]:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


@cache
def documentation() -> Documentation | None:
    """The documentation, or None where the copy is missing and calls go unchecked."""
    if not API.is_file():
        return None
    api = json.loads(API.read_text(encoding="utf-8"))
    return Documentation(api["version"], api["methods"], api["types"])
