"""The headers of Orange: rows of names, kinds and roles, or kinds before names, ``cD#name``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_KINDS = {
    "continuous": "number",
    "c": "number",
    "discrete": "category",
    "d": "category",
    "string": "text",
    "s": "text",
    "text": "text",
    "time": "date",
    "t": "date",
}
_LONG = frozenset({"continuous", "discrete", "string", "text", "time"})
_ROLES = {
    "": "",
    "class": "target",
    "c": "target",
    "meta": "ignore",
    "m": "ignore",
    "ignore": "ignore",
    "i": "ignore",
    "weight": "ignore",
    "w": "ignore",
}
_PREFIXED = re.compile(r"([micw]?)([CDST]?)#(.+)", re.DOTALL)


@dataclass
class Roles:
    """What a header declares of its columns."""

    names: list[str]
    kinds: list[str | None] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)

    def declared(self, names: list[str]) -> tuple[dict[str, str], str | None]:
        """Return the kinds of the columns by the names they got, and the target."""
        kinds = {}
        target = None
        for name, kind, role in zip(names, self.kinds, self.roles, strict=False):
            if role == "target" and target is None:
                target = name
            if role == "ignore" or kind:
                kinds[name] = "ignore" if role == "ignore" else str(kind)
        return kinds, target


def of_three_rows(rows: list[list[str]]) -> Roles | None:
    """Return what the first three rows declare, None if they are none of Orange's."""
    if len(rows) < 4 or len({len(row) for row in rows[:3]}) > 1:
        return None
    names, kinds, roles = ([cell.strip() for cell in row] for row in rows[:3])
    if not all(names) or not all(map(_role_known, roles)):
        return None
    if not any(roles) and not any(kind.lower() in _LONG for kind in kinds):
        return None
    if not any(kind.lower() in _KINDS for kind in kinds):
        return None
    body = [row for row in rows[3:] if len(row) == len(names)]
    for place, kind in enumerate(kinds):
        if kind.lower() not in _KINDS and kind and not _lists(kind, [r[place] for r in body]):
            return None
    return Roles(
        names,
        [_KINDS.get(kind.lower(), "category" if kind else None) for kind in kinds],
        [_role(role) for role in roles],
    )


def _role(text: str) -> str:
    return next((_ROLES[word] for word in text.lower().split() if word in _ROLES), "")


def _role_known(text: str) -> bool:
    return all(word in _ROLES or "=" in word for word in text.lower().split())


def _lists(kind: str, cells: list[str]) -> bool:
    """Whether `kind` lists the values of a column, set apart by blanks."""
    values = {value.replace("\\ ", " ") for value in re.split(r"(?<!\\) ", kind)}
    given = {cell.strip() for cell in cells} - {"", "?", ".", "*", "NA"}
    return bool(given) and given <= values


def of_prefixes(header: list[str]) -> Roles | None:
    """Return what is declared before the names, ``C#width`` or ``cD#kind``; None without any."""
    found = [_PREFIXED.fullmatch(cell.strip()) for cell in header]
    if not any(m and (m[1] or m[2]) for m in found):
        return None
    if any("#" in cell and not m for cell, m in zip(header, found, strict=True)):
        return None
    kinds = {"C": "number", "D": "category", "T": "date", "S": "text"}
    return Roles(
        [m[3].strip() if m else cell for m, cell in zip(found, header, strict=True)],
        [kinds.get(m[2]) if m else None for m in found],
        [_ROLES.get(m[1], "") if m else "" for m in found],
    )
