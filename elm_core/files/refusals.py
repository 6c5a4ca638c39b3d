"""Files that hold no table that can be read here: what each is, and the way out."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable

from elm_core.exceptions import InvalidInput

_TAKE_OUT = "take the file out of the archive, then open that"
_FROM_PANDAS = "write it as CSV or Parquet (in pandas: to_csv, to_parquet)"
_R_OBJECTS = "a file of R objects: write the table as CSV in R (write.csv)"
_PICTURE = "a picture: the page Pictures takes these"
_SOUND = "a sound: there is no table in it"
_SPSS = "an SPSS file (.sav): save it as CSV or .xlsx in SPSS"
_STATA = "a Stata file (.dta): write it as CSV (export delimited)"
_SAS = "a SAS file: write it as CSV (proc export)"
_XML = "an XML file: save the table in it as CSV"
_HTML = "a web page (HTML): copy the table in it into a spreadsheet, and save it as CSV"

#: How a file of bytes begins, and what it is.
_BYTES: tuple[tuple[bytes, str], ...] = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Excel file (.xls), or one with a password: save it as .xlsx without a password, or "
        "as CSV",
    ),
    (b"SQLite format 3\0", "a SQLite database: write the table that you want as CSV"),
    (b"\0\x01\0\0Standard ", "an Access database: export the table that you want as CSV"),
    (b"\x89HDF\r\n\x1a\n", f"an HDF5 or NetCDF file: {_FROM_PANDAS}"),
    (b"CDF\x01", f"a NetCDF file: {_FROM_PANDAS}"),
    (b"CDF\x02", f"a NetCDF file: {_FROM_PANDAS}"),
    (b"ARROW1", f"a Feather or Arrow file: {_FROM_PANDAS}"),
    (b"FEA1", f"a Feather file: {_FROM_PANDAS}"),
    (b"\xff\xff\xff\xff", f"a stream of Arrow: {_FROM_PANDAS}"),
    (b"ORC", f"an ORC file: {_FROM_PANDAS}"),
    (b"Obj\x01", f"an Avro file: {_FROM_PANDAS}"),
    (b"\x93NUMPY", "an array of NumPy: write it as CSV (numpy.savetxt)"),
    (b"MATLAB 5.0", "a MATLAB file: write it as CSV (writetable)"),
    (b"RDX2\n", _R_OBJECTS),
    (b"RDX3\n", _R_OBJECTS),
    (b"X\n\0\0\0", _R_OBJECTS),
    (b"$FL2", _SPSS),
    (b"$FL3", _SPSS),
    (b"\0\0\0\0\0\0\0\0\0\0\0\0\xc2\xea\x81\x60", _SAS),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\0", _PICTURE),
    (b"MM\0*", _PICTURE),
    (b"BM", _PICTURE),
    (b"RIFF", "a sound, film or picture: there is no table in it"),
    (b"ID3", _SOUND),
    (b"OggS", _SOUND),
    (b"BZh", "a compressed file (bzip2): unpack it first"),
    (b"\xfd7zXZ\0", "a compressed file (xz): unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a compressed file (zstd): unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", f"a 7z archive: {_TAKE_OUT}"),
    (b"Rar!", f"a RAR archive: {_TAKE_OUT}"),
)

#: How a file of text begins, and what it is.
_TEXTS: tuple[tuple[bytes, str], ...] = (
    (b"<stata_dta>", _STATA),
    (b"HEADER RECORD*******", _SAS),
    (b"%PDF-", "a PDF: copy the table in it into a spreadsheet, and save it as CSV"),
    (
        b"{\\rtf",
        "a text document (RTF): copy the table in it into a spreadsheet, and save it as CSV",
    ),
)

_DAMAGED = "a damaged workbook or zip archive: save or download it again"

#: What a zip holds, and what it is then.
_ZIPS: tuple[tuple[str, str], ...] = (
    (r"xl/workbook\.bin$", "a binary Excel workbook (.xlsb): save it as .xlsx or CSV"),
    (r"word/", "a Word document: copy the table in it into a spreadsheet, and save it as CSV"),
    (r"ppt/", "a presentation: copy the table in it into a spreadsheet, and save it as CSV"),
    (r"Index/.*\.iwa$", "a document of Numbers or Pages: export it as CSV or .xlsx"),
    (
        r"content\.xml$",
        "an OpenDocument file (.ods): save it as .xlsx or CSV in the program that wrote it",
    ),
    (
        r".*\.npy$",
        "an archive of NumPy arrays: write the one that you want as CSV (numpy.savetxt)",
    ),
)


def refuse(raw: bytes, name: str) -> None:
    """Raise an `InvalidInput` that says what a file is, if it is known to hold no table."""
    head = raw[:2000]
    what = _begins(_TEXTS, head)
    if what is None and head and (head[0] >= 0x80 or re.search(rb"[\0-\x08]", head)):
        what = _of_bytes(raw, name.lower())
    what = what or _markup(head, raw[-2000:])
    if what:
        raise InvalidInput(f"this is {what}")


def _begins(known: Iterable[tuple[bytes, str]], head: bytes) -> str | None:
    return next((what for beginning, what in known if head.startswith(beginning)), None)


def _of_bytes(raw: bytes, name: str) -> str | None:
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        names = zip_names(raw)
        for pattern, what in _ZIPS:
            if any(re.match(pattern, entry) for entry in names):
                return what
        return f"a zip archive: {_TAKE_OUT}" if names else _DAMAGED
    if raw.startswith(b"\x1f\x8b"):
        r_file = name.endswith((".rds", ".rda", ".rdata"))
        return _R_OBJECTS if r_file else "a compressed file (gzip): unpack it first"
    if re.match(rb"\x80[\x02-\x05]", raw) and raw[-2:].rstrip().endswith(b"."):
        return f"a pickle, which may hold a program and is not opened: {_FROM_PANDAS}"
    if name.endswith(".dta") and raw[:1] in (b"i", b"l", b"n", b"o", b"q", b"r", b"s"):
        return _STATA
    return _begins(_BYTES, raw)


def _markup(head: bytes, end: bytes) -> str | None:
    """Return what markup is: it says so itself, or ends with the element that it begins with."""
    start = head.decode("latin-1").removeprefix("ï»¿").lstrip()
    found = re.match(r"<(?:!doctype|\?xml|([a-z][\w:.-]*)[\s>/])", start, re.IGNORECASE)
    if not found:
        return None
    if found[1] and not end.decode("latin-1").rstrip().endswith(f"</{found[1]}>"):
        return None
    html = re.search(r"<(!doctype html|html|head|body|table)\b", start, re.IGNORECASE)
    return _HTML if html else _XML


def zip_names(raw: bytes) -> list[str]:
    """Return the names of what a zip holds; none if it is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return []
