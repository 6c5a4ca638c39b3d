"""Names of months and days of the week, whole or cut short, in the languages of many exports."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# January to December in English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish,
# Danish and Norwegian, Indonesian, Romanian, Hungarian, Catalan, Polish, Czech, Turkish, Russian,
# Ukrainian and Greek; where months bend behind a day, both forms.
_MONTHS = (
    "january januar janvier enero gennaio janeiro januari ianuarie január gener styczeń stycznia "
    "leden ledna ocak январь января січень січня ιανουάριος ιανουαρίου",
    "february februar février febrero febbraio fevereiro februari februarie február febrer luty "
    "lutego únor února şubat февраль февраля лютий лютого φεβρουάριος φεβρουαρίου",
    "march märz maerz mrz mars marzo março maart mrt maret martie március març marzec marca březen "
    "března mart март марта березень березня μάρτιος μαρτίου",
    "april avril abril aprile aprilie április kwiecień kwietnia duben dubna nisan апрель апреля "
    "квітень квітня απρίλιος απριλίου",
    "may mai mayo maggio maio mei maj május maig maja květen května mayıs май мая травень травня "
    "μάιος μαΐου",
    "june juni juin junio giugno junho iunie június juny czerwiec czerwca červen června haziran "
    "июнь июня червень червня ιούνιος ιουνίου",
    "july juli juillet julio luglio julho iulie július juliol lipiec lipca červenec července "
    "temmuz июль июля липень липня ιούλιος ιουλίου",
    "august août agosto augustus augusti agustus augusztus agost sierpień sierpnia srpen srpna "
    "ağustos август августа серпень серпня αύγουστος αυγούστου",
    "september septembre septiembre settembre setembro septembrie szeptember setembre wrzesień "
    "września září eylül сентябрь сентября вересень вересня σεπτέμβριος σεπτεμβρίου",
    "october oktober octobre octubre ottobre outubro octombrie október październik października "
    "říjen října ekim октябрь октября жовтень жовтня οκτώβριος οκτωβρίου",
    "november novembre noviembre novembro noiembrie listopad listopada listopadu kasım ноябрь "
    "ноября листопад листопада νοέμβριος νοεμβρίου",
    "december dezember décembre diciembre dicembre dezembro desember decembrie desembre grudzień "
    "grudnia prosinec prosince aralık декабрь декабря грудень грудня δεκέμβριος δεκεμβρίου",
)


def _plain(name: str) -> str:
    """A name without its accents, as it is often written."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def _names() -> dict[str, int]:
    """Every name, and every beginning of at least three letters that only one month has."""
    found: dict[str, set[int]] = {}
    whole = {}
    for number, names in enumerate(_MONTHS, start=1):
        for name in (*names.split(), *map(_plain, names.split())):
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
    >>> month_of("Sept."), month_of("März"), month_of("marca"), month_of("jui")
    (9, 3, 3, None)
    """
    return MONTHS.get(name.lower().rstrip("."))
