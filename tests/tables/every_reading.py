"""A small table with a column for each kind of reading, and what is said of some of them."""

TABLE = {
    "plain": ["1", "2", "4"] * 3,
    "comma": ["1.234,5 €", "2,25 €", "7,5 €"] * 3,
    "swiss": ["1'234", "2'500.5", "3"] * 3,
    "ledger": ["5.00-", "1,234.50", "7.25"] * 3,
    "marked": ["12.5", "-999", "7.25"] * 3,
    "given": [1.234, None, 2.5] * 3,
    "followers": ["1.5K", "2.5M", "3"] * 3,
    "took": ["PT5M", "PT7M", "P1D"] * 3,
    "day": ["13.1.2024", "2.3.2024", "4.5.2024"] * 3,
    "month first": ["1/13/2024", "2/3/2024", "31 Dec 1999"] * 3,
    "moment": ["2024-01-01 10:00", "2024-01-02 11:30", "2024-02-03 23:59"] * 3,
    "at": ["10:00", "11:30", "23:59"] * 3,
    "yes": ["yes", "no", "?"] * 3,
    "level": ["None", "Minor", "-9"] * 3,
    "text": ["one two three", "two three four", "three four five"] * 3,
}
KINDS = {
    "level": {"kind": "category", "labels": ["None"], "missing": ["-9"], "join_spellings": True},
    "text": "text",
    "plain": "number",
    "marked": {"missing": ["-999.0"]},
}
