"""Trim a wheel and compile its modules. Runs inside Pyodide, whose Python has to load them.

What a page cannot use is left out (tests, type stubs, headers, the Fortran compiler's front end),
and modules become bytecode without docstrings: the wheel is smaller, and importing it needs no
compiler. It says that it is for this Python alone.
"""

import marshal
import sys
import zipfile
from importlib.util import MAGIC_NUMBER, source_hash

SOURCE, TARGET = "/wheel/in.whl", "/wheel/out.whl"
USELESS = (".pyi", ".h", ".a", ".c", ".pxd", ".typed")
TAG = "Tag: cp{}{}-".format(*sys.version_info).encode()
UNCHECKED_HASH = (1).to_bytes(4, "little")  # PEP 552: never compared with a source


def is_useless(name: str) -> bool:
    return "/tests/" in name or "/f2py/" in name or name.endswith((*USELESS, "/RECORD"))


def compiled(source: bytes, name: str) -> bytes:
    code = compile(source, name, "exec", dont_inherit=True, optimize=2)
    return MAGIC_NUMBER + UNCHECKED_HASH + source_hash(source) + marshal.dumps(code)


def write(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name)  # dated 1980, as every entry: the same bytes every time
    archive.writestr(entry, content, zipfile.ZIP_DEFLATED, compresslevel=9)


def trim() -> None:
    with zipfile.ZipFile(SOURCE) as source, zipfile.ZipFile(TARGET, "w") as target:
        names = []
        for name in source.namelist():
            if is_useless(name):
                continue
            content = source.read(name)
            if name.endswith(".py"):
                content, name = compiled(content, name), f"{name}c"
            elif name.endswith(".dist-info/WHEEL"):
                content = content.replace(b"Tag: py3-", TAG)
            write(target, name, content)
            names.append(name)
        info = next(name for name in names if name.endswith(".dist-info/METADATA"))
        record = info.replace("METADATA", "RECORD")
        lines = "".join(f"{name},,\n" for name in [*names, record])
        write(target, record, lines.encode())


trim()
