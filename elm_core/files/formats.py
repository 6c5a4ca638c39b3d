"""What kinds of files are read: how each is recognised, and what reads it."""

from __future__ import annotations

from collections.abc import Callable

from elm_core.files.arff import is_arff, read_arff
from elm_core.files.delimited import read_delimited
from elm_core.files.excel import is_excel, read_excel
from elm_core.files.json_parsing import is_json
from elm_core.files.json_tables import read_json
from elm_core.files.parquet import is_parquet, read_parquet
from elm_core.files.svmlight import is_svmlight, read_svmlight
from elm_core.files.table import Options, TableFile

#: By the bytes and the name of a file; tried in order, before the file is taken for text.
BINARY: tuple[tuple[Callable[[bytes, str], bool], Callable[[bytes, Options], TableFile]], ...] = (
    (is_excel, read_excel),
    (is_parquet, read_parquet),
)


def _is_anything(text: str, name: str) -> bool:
    return True


#: By its text and name; the last one takes what no other does.
TEXT: tuple[tuple[Callable[[str, str], bool], Callable[[str, Options], TableFile]], ...] = (
    (is_arff, read_arff),
    (is_json, read_json),
    (is_svmlight, read_svmlight),
    (_is_anything, read_delimited),
)
