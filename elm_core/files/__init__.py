"""Tables in files: what the pages read, the command line and `read_table` read, in the same way."""

from elm_core.files.reading import read_table
from elm_core.files.table import TableFile

__all__ = ["TableFile", "read_table"]
