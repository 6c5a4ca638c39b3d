"""The names of columns."""

from __future__ import annotations


def column_names(header: list[str]) -> tuple[list[str], list[str]]:
    """Return names that are all different, and what had to be changed.

    A single unnamed column stays so: it is how R and pandas write the index. Of several each is
    called by its place.
    """
    stripped = [cell.strip() for cell in header]
    unnamed = stripped.count("")
    taken: set[str] = set()
    following: dict[str, int] = {}  # the next number to try: equal names take no time squared
    names, notes = [], []
    for place, cell in enumerate(stripped):
        wanted = cell or ("" if unnamed == 1 else f"column {place + 1}")
        name, n = wanted, following.get(wanted, 2)
        while name in taken:
            name, n = f"{wanted} ({n})", n + 1
        following[wanted] = n
        if name != cell:
            notes.append(f"Column {place + 1} is called “{name}” here.")
        taken.add(name)
        names.append(name)
    return names, _few(notes)


def numbered(width: int) -> list[str]:
    """Return the names of columns that have none."""
    return [f"column {place + 1}" for place in range(width)]


def _few(notes: list[str]) -> list[str]:
    more = len(notes) - 5
    return notes if more < 2 else [*notes[:5], f"{more} more columns were given names likewise."]
