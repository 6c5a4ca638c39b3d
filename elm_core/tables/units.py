"""What may stand before or behind the numbers of a column: signs of money, units, magnitudes."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_MONEY = "$¢£¤¥֏؋৳฿៛₠-₿﷼﹩＄￠￡￥￦"
_CODES = (
    "USD EUR GBP JPY CHF CNY RMB INR AUD CAD NZD SEK NOK DKK ISK PLN CZK HUF RON BGN TRY RUB UAH "
    "BRL MXN ARS CLP COP PEN ZAR NGN KES EGP ILS AED SAR KRW TWD SGD HKD THB IDR MYR PHP VND PKR "
    "BDT LKR QAR KWD MAD UGX TZS GHS XOF XAF KZT GEL RSD UYU CRC DOP"
)

#: Before a number only money may stand, and in Turkey a percent sign: P001 and A4 are names.
PREFIX = (
    rf"(?:[A-Za-z]{{1,3}})?[{_MONEY}]|(?:{_CODES.replace(' ', '|')})(?![A-Za-z])"
    r"|(?:Rs|Fr|kr|Kr|Rp|RM|KSh|Bs)\.?(?![A-Za-z])|R(?= )|S/\.?|%"
)

#: Behind it any unit: letters and signs, a 9 standing for the 2 of m2.
SUFFIX = (
    rf"(?:[^\W\d_]|[%‰°\"″′'{_MONEY}])(?:[^\W\d_]|[%°\"″′/^·*.⁻²³{_MONEY}]|(?<=[\w^])-?9(?!9)"
    rf"|[ -](?=[^\W\d_]|[{_MONEY}])){{0,20}}"
)

_SUPERSCRIPTS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")

#: Magnitudes, as money and counts of followers are written.
MAGNITUDES = {"": 1.0} | {
    name: size
    for size, names in (
        (1e-3, "‰"),
        (1e-2, "%"),
        (1e3, "k K thousand 千"),
        (1e4, "万 萬 만"),
        (1e5, "lakh lakhs lac lacs Lac Lacs Lakh Lakhs"),
        (1e6, "M Mio mn Mn million millions"),
        (1e7, "Cr crore crores Crore Crores"),
        (1e8, "億 亿 억"),
        (1e9, "B bn Bn Mrd billion billions"),
        (1e12, "T tn trillion trillions 兆"),
    )
    for name in names.split()
}
#: Of them those of the whole column: 5 % and 7 are both in percent.
SHARES = frozenset("%‰")
_MAGNITUDE = re.compile(
    rf"(?:^|(?<=[\s{_MONEY}]))({'|'.join(filter(None, MAGNITUDES))})\.?(?=\s|$)"
)


@lru_cache(maxsize=1_000)
def is_unit(text: str) -> bool:
    """Whether what stands behind a number can be a unit: ½ and ⅔ are a part of it, 5² is none.

    Examples
    --------
    >>> is_unit("m²"), is_unit("s⁻¹"), is_unit("½"), is_unit("²")
    (True, True, False, False)
    """
    return not any(
        unicodedata.category(sign) in ("No", "Nl") and (sign not in _SUPERSCRIPTS or not place)
        for place, sign in enumerate(text)
    )


@lru_cache(maxsize=1_000)
def same_unit(unit: str) -> str:
    """Return what two spellings of a unit have in common: case, blanks and the plural aside.

    Examples
    --------
    >>> same_unit("Years") == same_unit("year"), same_unit("m/s") == same_unit("m")
    (True, False)
    """
    key = unit.casefold().replace(" ", "").rstrip(".")
    return key[:-1] if len(key) > 3 and key.endswith("s") and key.isalpha() else key


@lru_cache(maxsize=1_000)
def split_magnitude(unit: str) -> tuple[str, str]:
    """Return a unit without its magnitude, and the magnitude.

    Examples
    --------
    >>> split_magnitude("€ M"), split_magnitude("kg")
    (('€', 'M'), ('kg', ''))
    """
    found = _MAGNITUDE.search(unit)
    if found is None:
        return unit, ""
    return (unit[: found.start()] + unit[found.end() :]).strip(), found[1]


def is_money(unit: str | None) -> bool:
    """Whether a unit is a sign or a code of money."""
    return unit is not None and re.search(rf"[{_MONEY}]|{PREFIX}", unit) is not None
