"""Tables with a column for each kind, each way of writing, drawn at random."""

import numpy as np

#: Cells as columns of one format have them; beside them some that cannot be read.
CELLS = {
    "plain": ["1", "-2.5e3", " 7 ", "1234.5", "0.25", ".5", "5.", "٣", "", "n/a"],
    "grouped": ["1,234", "950", "1,234,567.5", "-2,000", "(3,000)", "7"],
    "lakhs": ["12,34,567", "1,00,000.5", "950", "2,345"],
    "comma": ["1.234,5", "0,25", "−2,5", "12", "", "3,75-"],
    "blanks": ["1 234,5", "12\u202f000", "7,25", "—"],
    "swiss": ["1'234.50", "12’345", "0.5", "..."],
    "weight": ["6,5 kg", "5,25 KG", "7", "", "0,5kg"],
    "price": ["$1,250", "-$5.50", "($7)", "$0.25", "n/a"],
    "area": ["55 m2", "60.5 m2", "71 m2", "?"],
    "worth": ["€110.5M", "€565K", "€0", "€1.5B", "€12.5k"],
    "share": ["12 %", "0.5 %", "7 %", "-3 %"],
    "took": ["1 days 02:00:00", "0 days 00:00:05.5", "-1 days +23:00:00", ""],
    "iso took": ["PT90M", "P1DT2H", "-PT5.5S", "P2W"],
    "marked": ["12.5", "-999", "-999.0", "3.25", "9.75"],
    "yes": ["yes", "No", "TRUE", "f", "", "?", " y "],
    "day": ["2024-02-29", "1999/1/5", "20240131", "3 Mar 2020", "0099-12-31", "", "2024-1- 5",
            "Jul 4, 1776", "14. März 2021", "2023-W05"],
    "day first": ["13/1/2024", "2/3/2024", "28/2/23", "31/12/1999"],
    "month first": ["1/13/2024", "2/3/2024", "12/31/1999"],
    "points": ["24.3.14", "05.11.1969", "1. 2. 2020"],
    "moment": ["2024-03-14T10:05:30", "2024-03-15 23:59", "2021-01-01", "2020-02-29 6:30 pm",
               "2020-01-01T00:00:00.25+01:00"],
    "at": ["14:30", "2:30 PM", "00:00", "9h15", "7 am", "23:59:59.5", ""],
    "colour": ["red", "Straße", "blue", "", "None", " red", "green", "\ufeffred"],
    "level": ["Minor", "None", "Severe", "", "none"],
    "answer": ["Yes", "yes", " YES ", "Maybe  So", "maybe so", "MASSE", "Maße"],
    "text": ["the Red fox", "ΣΊΣΥΦΟΣ ran-home", "", "naïve fox 5", "no such words", "été FOX",
             "登录失败，请重试", "यह बहुत अच्छा है 👍🏽", "ภาษาไทยง่าย FOX", "ＦＯＸ e\u0301té soft\u00adhyphen ⑤½"],
}  # fmt: skip
KINDS = {
    "marked": {"kind": "number", "missing": ["-999"]},
    "answer": {"kind": "category", "join_spellings": True},
    "level": {"kind": "category", "labels": ["None"]},
    "month first": {"kind": "date", "order": "mdy", "times": False},
    "code": "category",
    "text": "text",
}
READ = {
    "plain": {"decimal": ".", "group": "", "unit": None},
    "grouped": {"decimal": ".", "group": ","},
    "lakhs": {"decimal": ".", "group": ","},
    "comma": {"decimal": ",", "group": "."},
    "blanks": {"decimal": ",", "group": " "},
    "swiss": {"decimal": ".", "group": "'"},
    "weight": {"decimal": ",", "unit": "kg"},
    "price": {"unit": "$"},
    "area": {"unit": "m2"},
    "worth": {"unit": "€", "magnitudes": True},
    "share": {"unit": "%"},
    "took": {"duration": True},
    "iso took": {"duration": True},
    "yes": {"kind": "boolean"},
    "day": {"kind": "date", "times": False},
    "day first": {"kind": "date", "order": "dmy"},
    "month first": {"kind": "date", "order": "mdy"},
    "points": {"kind": "date", "order": "dmy"},
    "moment": {"kind": "date", "times": True},
    "at": {"kind": "time"},
    "colour": {"kind": "category"},
    "size": {"kind": "number"},
}
UNREAD = ["oops", "1,2,3", "12.12.12.12", "5 stone", "2024-13-45", "99:99", "perhaps so", "１２３"]


def some_table(rng, n, plain, *, unread=0.0):
    table = {
        name: [cells[i] for i in rng.integers(0, len(cells), n)] for name, cells in CELLS.items()
    }
    for name, cells in table.items():
        for row in np.flatnonzero(rng.random(n) < unread):
            cells[row] = str(rng.choice(UNREAD))
        if name in ("plain", "comma", "took", "yes", "day", "at", "colour"):
            for row in np.flatnonzero(rng.random(n) < unread):  # given as numbers
                cells[row] = float(rng.choice([0, 1, 1.234, 20240314, -2.5]))
    table["text"] = [f"{t} {' '.join(rng.choice(['one', 'two', 'SIX'], 4))}" for t in table["text"]]
    table["size"] = np.where(rng.random(n) < plain, rng.normal(size=n) * 100, np.nan)
    table["code"] = rng.choice([0.5, 1e-7, 1e21, 1234567.0, -0.0, 100000.5, 0.1 + 0.2], n)
    return table


def as_page(table):
    columns = []
    for name, cells in table.items():
        if isinstance(cells, np.ndarray):
            columns.append({"name": name, "data": [None if c != c else c for c in cells]})
            continue
        values = list(dict.fromkeys(cells))
        if len(columns) % 2 and all(isinstance(v, str) for v in values):  # as a page's CSV gives it
            codes = [values.index(c) for c in cells]
            columns.append({"name": name, "codes": codes, "values": values})
        else:
            columns.append({"name": name, "values": cells})
    return {"columns": columns}


def as_rows(table):
    """A table as rows, with None for a gap."""
    cells = zip(*(np.asarray(c, dtype=object).tolist() for c in table.values()), strict=True)
    return [dict(zip(table, [None if c != c else c for c in row], strict=True)) for row in cells]
