"""Names of months and days of the week, whole or cut short, in the languages of many exports."""

from __future__ import annotations

from functools import lru_cache

_MONTHS = (
    "january jan januar janvier enero gennaio janeiro januari leden styczen styczeń janv",
    "february feb februar février fevrier febrero febbraio fevereiro februari luty févr fev",
    "march mar märz maerz mars marzo março maart marzec mrz mrt maret",
    "april apr avril abril aprile kwiecień avr abr",
    "may mai mayo maggio maio mei maj mag",
    "june jun juni juin junio giugno junho czerwiec giu",
    "july jul juli juillet julio luglio julho lipiec lug juil",
    "august aug août aout agosto augustus augusti sierpień agustus",
    "september sep sept septembre septiembre settembre setembro wrzesień set",
    "october oct oktober octobre octubre ottobre outubro oktober październik okt ott out",
    "november nov novembre noviembre novembro listopad",
    "december dec dezember décembre decembre diciembre dicembre dezembro desember grudzień",
)


def _names() -> dict[str, int]:
    """Every spelling of at least three letters that only one month has."""
    found: dict[str, set[int]] = {}
    whole = {}
    for number, names in enumerate(_MONTHS, start=1):
        for name in names.split():
            whole[name] = number
            for length in range(3, len(name) + 1):
                found.setdefault(name[:length], set()).add(number)
    cut = {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}
    return cut | whole


#: Month by lower-case name.
MONTHS = _names()


@lru_cache(maxsize=1_000)
def month_of(name: str) -> int | None:
    """Return the month of a name, whole or cut short, None for none.

    Examples
    --------
    >>> month_of("Sept."), month_of("März"), month_of("jui")
    (9, 3, None)
    """
    return MONTHS.get(name.lower().rstrip("."))
