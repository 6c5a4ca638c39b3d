"""Readings and cells drawn at random: every form that is read, and what is close to one."""

from __future__ import annotations

import random
import unicodedata

from elm_core.tables.missing import MISSING
from elm_core.tables.months import MONTHS

_ALL = [
    chr(code)
    for code in range(0x110000)
    if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")
]
_DIGITS = [c for c in _ALL if unicodedata.category(c) == "Nd"]
_SPACES = [*(c for c in _ALL if c.isspace()), "\ufeff", "\u200b"]
_MONTHS = sorted(MONTHS)
_MARKS = sorted(MISSING)
_UNITS = [
    "kg", "m2", "m^-2", "€", "$", "US$", "%", "km/h", "Mio", "M", "k", "bn", "€ M", "M €", "Years",
    "year", "°C", "S", "ſ", "\u212a", "ß", "ẞ", "µg/m³", "years old", "a.m.", "PM", "CHF", "Rs.",
    "R$", "kr", "2", "²", "½", "Ⅻ", "s⁻¹", "Uhr", "万", "억", "lac", "‰", ".-", ",–", ".--", "/-", ".—", "m 2", "-", "(", ")", "s", "ms", "İ", "Ꭰ", "ＵＳ",
]  # fmt: skip
_SIGNS = [
    *".,' -/:;@−–‐‑﹣－\u00a0\u202f\u2009\u2007’‘ʼ＇`´＋٫٬．，", "T", "t", "Z", "年", "月", "日", "st", "nd",
    "h", "Uhr", " at ", "[Europe/Berlin]", "+01:00", "UTC", "W", "Q", "P", "PT", "D", "H", "S",
    " days ", " day, ", "-1 days +", "h ", "m", " hrs ", "min", " and ", "ms", " yrs ", "klo ", "kl. ",
    "時", "分", "시", "点", " г.", "(木)", " (Thu)", "m", "KW ", " week ", "q", "년 ", "월",
]  # fmt: skip
_WEEKDAYS = ["Mon, ", "Monday ", "di. ", "Fri "]


class Drawn:
    """Draws from a seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._one = self._random.choice
        self._forms = {
            "number": self._number,
            "duration": self._duration,
            "date": self._date,
            "time": self._time,
            "boolean": self._boolean,
        }

    def reading(self):
        """A reading as models store it, or as files of old have it."""
        kind = self._one(
            ["number"] * 6
            + ["date"] * 4
            + ["time", "boolean", "category", "text", "duration", "old"]
        )
        reading = {"kind": kind}
        if kind == "old":
            reading = {"kind": self._one(["number", "date"])}
        elif kind == "number":
            decimal = self._one(".,")
            group = self._one([g for g in ("", ",", ".", " ", "'") if g != decimal])
            unit = self._one([None, None, None, *_UNITS])
            reading |= {"decimal": decimal, "group": group, "unit": unit}
            for part in ("magnitudes", "trailing_minus"):
                if self._once_in(3):
                    reading[part] = True
        elif kind == "duration":
            reading = {"kind": "number", "duration": True, "unit": "s"}
        elif kind == "date":
            reading |= {"order": self._one(["ymd", "dmy", "mdy"]), "times": self._once_in(2)}
            if self._once_in(3):
                reading["years_from"] = self._one([1900, 1940, 1999, 2001])
        if self._once_in(5):
            marks = ["-999", "1e3", "x", " gone ", "0", "1.234", "none", "Ω", "1_0", "١"]
            reading["missing"] = self._random.sample(marks, 3)
        if self._once_in(5):
            reading["labels"] = self._random.sample(["None", "none", "NIL", " missing", "?"], 2)
        if self._once_in(7):
            reading["join_spellings"] = True
        return reading

    def cell(self, reading):
        """A text, most often one that the reading can read or nearly, or a number."""
        if self._once_in(12):
            power = 10.0 ** self._random.randint(-9, 24)
            return self._one([2024, 20240314, 1.234, -999, 0, 1, self._random.random() * power])
        kind = "duration" if reading.get("duration") else reading["kind"]
        if kind == "number" and "decimal" in reading and self._once_in(2):
            return self._in_format(reading)
        text = self._forms.get(kind, self._word)()
        if self._once_in(4):
            text = self._one([*self._forms.values(), self._word, self._mark])()
        return self._changed(text) if self._once_in(3) else text

    def _once_in(self, n):
        return self._random.randrange(n) == 0

    def _digits(self, n=None):
        n = n or self._one([1, 1, 2, 2, 3, 3, 4])
        strange = self._once_in(16)
        return "".join(self._one(_DIGITS) if strange else self._one("0123456789") for _ in range(n))

    def _in_format(self, reading):
        whole = str(self._random.randrange(10 ** self._one([1, 3, 5, 8])))
        group = reading["group"]
        if group and self._once_in(2):
            parts = [whole[max(end - 3, 0) : end] for end in range(len(whole), 0, -3)]
            whole = group.join(reversed(parts))
        part = reading["decimal"] + self._digits() if self._once_in(2) else ""
        unit = self._one(["", "", reading["unit"] or "", f" {reading['unit'] or ''}"])
        magnitude = self._one(["", "K", " M", "bn"]) if reading.get("magnitudes") else ""
        text = self._one(["", "", "-", "+", "−"]) + whole + part + magnitude + unit
        return f"{text}-" if reading.get("trailing_minus") and self._once_in(3) else text

    def _number(self):
        text = self._digits()
        group = self._one(["", "", ",", ".", " ", "'", "\u202f", "’"])
        for _ in range(self._one([0, 0, 1, 2])):
            text += group + self._digits(self._one([3, 3, 3, 2, 1]))
        if self._once_in(2):
            text += self._one([".", ",", "٫"]) + self._one(["", self._digits()])
        if self._once_in(10):
            text += self._one("eE") + self._one(["", "-", "+"]) + self._digits()
        if self._once_in(3):
            text += self._one(["", " "]) + self._one(_UNITS)
        if self._once_in(6):
            text = self._one(_UNITS) + self._one(["", " "]) + text
        if self._once_in(5):
            text = self._one("+-−(") + text + self._one(["", ")", "-"])
        return text

    def _date(self):
        one = self._one
        day, month = str(self._random.randint(0, 32)), str(self._random.randint(0, 13))
        year = one(
            [str(self._random.randint(1900, 2100)), self._digits(2), self._digits(4), "0001"]
        )
        if self._once_in(2):
            day, month = day.zfill(2), month.zfill(2)
        if self._once_in(3):
            month = one([str.upper, str.title, str])(one(_MONTHS))
        parts = [day, month, year]
        if self._once_in(3):
            self._random.shuffle(parts)
        elif self._once_in(2):
            parts.reverse()
        text = one(["-", "/", ". ", ".", " ", "-", "/", ", ", " de ", " of ", ""]).join(parts)
        week = f"{self._random.randint(0, 54):02d}"
        if self._once_in(7):
            text = one(_WEEKDAYS) + text
        elif self._once_in(7):
            text = one(
                [
                    *(f"{year}-{month}", f"{month}/{year}", f"{year} Q{one('012345')}"),
                    *(f"{year}-W{week}", f"{year}W{week}-{one('0178')}", f"q{one('0145')}/{year}"),
                    *(
                        f"{year}W{week}{one('0178')}",
                        f"{year}年{month}月{day}日",
                        year + month + day,
                    ),
                    *(f"{one(_MONTHS)} {year}", f"Fri {one(_MONTHS)[:3]} {day} 10:05:07 {year}"),
                ]
            )
        if self._once_in(3):
            text += one(["T", " ", ", ", "  ", "@", " at ", " - ", "\u2009", "\x1c"]) + self._time()
        return text

    def _time(self):
        text = f"{self._random.randint(0, 25)}{self._one(['', ':', ':', 'h'])}"
        text += f"{self._random.randint(0, 62):02d}"
        if self._once_in(2):
            text += f":{self._random.randint(0, 62):02d}" + self._one(["", ".5", ",123456"])
        behind = [
            *("", "", " am", "PM", " p.m.", " Uhr", "h", "Z", "+01:00", " CET", "-0530"),
            *(" utc+02", "[x/y]", "\ufeff", "\x85am"),
        ]
        return text + self._one(behind)

    def _duration(self):
        form = self._random.randrange(4)
        if form == 0:
            days = f"{self._one(['', '-'])}{self._random.randint(0, 40)} day{self._one(['', 's', 'ſ'])}"
            return days + self._one(["", ", ", " "]) + self._one(["", "+", "-"]) + self._time()
        if form == 1:
            amount = self._one([self._digits(), f"{self._digits()}.5"])
            parts = [self._one(["", amount + c]) for c in "WDTHMS"]
            return self._one(["", "-"]) + "P" + "".join(parts).replace("T", "T")
        if form == 2:
            return f"{self._digits()}:{self._digits(2)}:{self._digits(2)}.{self._digits()}"
        return "9" * self._random.randint(1, 330) + " days"

    def _boolean(self):
        return self._one(["yes", "No", "T", "f", "Y", "TRUE", "True ", "1", "0", "ＹＥＳ", "Ｙ"])

    def _mark(self):
        mark = self._one([*_MARKS, "-999", "1e3", "x", "Ω"])
        return mark.upper() if self._once_in(2) else mark

    def _word(self):
        parts = [self._one(_ALL), self._one(_SIGNS), self._digits(), self._one(_UNITS)]
        return "".join(self._one(parts) for _ in range(self._random.randint(0, 6)))

    def _changed(self, text):
        letters = list(text)
        for _ in range(self._one([1, 1, 2])):
            if not letters:
                break
            place = self._random.randrange(len(letters))
            how = self._random.randrange(6)
            if how == 0:
                letters[place] = self._one(_SIGNS)
            elif how == 1:
                letters.insert(place, self._one(_SPACES))
            elif how == 2:
                letters[place] = self._one(_ALL)
            elif how == 3:
                del letters[place]
            elif letters[place].isdigit():
                letters[place] = self._one(_DIGITS)
            else:
                letters[place] = letters[place].swapcase()
        return self._one(_SPACES) + "".join(letters) if self._once_in(8) else "".join(letters)
