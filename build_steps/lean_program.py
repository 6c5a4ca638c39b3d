"""Of Python, NumPy and our packages what a start needs, compiled. Runs inside Pyodide.

``python_stdlib.zip`` holds the modules of the standard library that a start and the usual requests
import; the others come from Pyodide's own archive when they are first imported. ``packages.pack``
holds the files of site-packages, without docstrings: a line of JSON, ``[[path, bytes], …]``, and
then their contents one after the other, as one zstd frame.
"""

import ast
import contextlib
import importlib
import json
import marshal
import pkgutil
import sys
import warnings
import zipfile
from collections.abc import Iterator
from importlib.util import MAGIC_NUMBER, source_hash
from pathlib import Path
from types import ModuleType
from typing import Any

STDLIB = "/in/python_stdlib.zip"
LATER = "/in/elm_later.py"
UNCHECKED_HASH = (1).to_bytes(4, "little")  # PEP 552: never compared with a source
#: Not imported by the page: tools of the command line and of other programs.
OF_OTHERS = ("elm_core.cli", "elm_core.__main__", "elm_core.distributed", "elm_core.onnx")
#: Modules that hold nothing but docstrings of what is written in C.
DOCSTRINGS = ("numpy/_core/_add_newdocs.py", "numpy/_core/_add_newdocs_scalars.py")
#: What is searched for a folder that was given nothing to import.
UNUSED = ("/tests/", "/f2py/", "lapack_lite", "recfunctions")


def import_all(package: ModuleType) -> None:
    """Import every module of ours that a request may come to need."""
    for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        if not module.name.startswith(OF_OTHERS):
            inner = importlib.import_module(module.name)
            if module.ispkg:
                import_all(inner)


def use() -> None:
    """Do what pages do first."""
    import numpy as np

    import elm_core
    from elm_core.service import Service

    with contextlib.suppress(ImportError):
        import elm_kernels  # noqa: F401
    import_all(elm_core)
    np.fft.rfft(np.ones(8))
    np.random.RandomState(0).permutation(3)
    service = Service()
    rows = np.random.RandomState(0).standard_normal((40, 3))
    samples = {"X": {"data": rows.ravel(), "shape": [40, 3]}}
    codes, cells = np.arange(40) % 13, [str(i) for i in range(13)]
    columns = [{"name": "size", "codes": codes, "values": cells}]
    texts = {"texts": [f"word {i % 7} and {i % 3}" for i in range(40)]}
    labels = {"codes": np.arange(40) % 2, "values": ["a", "b"]}
    for name, X in (
        ("ELMClassifier", samples["X"]),
        ("TextClassifier", texts),
        ("TableClassifier", {"columns": columns}),
    ):
        params = {"vectors": None} if name == "TextClassifier" else {}
        model = ask(service, "create", {"class": name, "params": params})["model"]
        ask(service, "fit", {"model": model, "X": X, "y": labels})
        ask(service, "predict", {"model": model, "X": X})
        ask(service, "save", {"model": model})


def ask(service: Any, verb: str, args: dict[str, object]) -> Any:
    service.begin(1, verb, args)
    while True:
        outcome = service.step(1)
        if outcome["done"]:
            if outcome.get("error"):
                raise RuntimeError(f"{verb}: {outcome['error']}")
            return outcome["result"]


def compiled(source: bytes, name: str, *, plain: bool = False) -> bytes:
    """Return the bytecode; ``plain`` without the annotations of functions."""
    tree = ast.parse(source)
    if plain:
        tree = Plain().visit(tree)
    code = compile(tree, name, "exec", dont_inherit=True, optimize=2)
    return MAGIC_NUMBER + UNCHECKED_HASH + source_hash(source) + marshal.dumps(code)


class Plain(ast.NodeTransformer):
    """Without what nothing reads of ours, and each import would pay for.

    Annotations of functions are a code object each; to a class of data without a docstring Python
    gives its signature as one, for a millisecond.
    """

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        self.generic_visit(node)
        if any("dataclass" in ast.unparse(decorator) for decorator in node.decorator_list):
            name = ast.Name("__doc__", ast.Store())
            first = ast.get_docstring(node) is not None  # the docstring itself is not compiled
            node.body.insert(int(first), ast.Assign([name], ast.Constant(node.name)))
            ast.fix_missing_locations(node)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        self.generic_visit(node)
        node.returns = None
        every = node.args
        for one in (*every.posonlyargs, *every.args, *every.kwonlyargs, every.vararg, every.kwarg):
            if one is not None:
                one.annotation = None
        return node


def module_of(path: str) -> str:
    return path.split(".")[0].replace("/", ".").removesuffix(".__init__")


def write_stdlib(used: frozenset[str]) -> None:
    with (
        zipfile.ZipFile(STDLIB) as source,
        zipfile.ZipFile("/out/python_stdlib.zip", "w") as target,
    ):
        for name in sorted(source.namelist()):
            if name.endswith(".py") and module_of(name) in used:
                content = compiled(source.read(name), f"/lib/python314.zip/{name}")
                # dated 1980, as every entry: the same bytes every time
                target.writestr(zipfile.ZipInfo(f"{name}c"), content)


def write_packages(used: frozenset[str]) -> None:
    wheels = sorted(Path("/in/wheels").iterdir())
    files = [file for wheel in wheels for file in contents(wheel, used)]
    later = compiled(Path(LATER).read_bytes(), "elm_later.py", plain=True)
    files.append(("elm_later.pyc", later))
    files.sort(key=lambda file: (file[0].rpartition(".")[2], file[0]))  # likes beside likes
    header = json.dumps([[path, len(content)] for path, content in files]).encode()
    whole = b"".join([header, b"\n", *(content for _, content in files)])
    zstd = importlib.import_module("compression.zstd")  # which the Python of the build lacks
    # a window of 1 MiB: Python's memory in the page never shrinks, and a larger one saves 1 %
    options = {
        zstd.CompressionParameter.compression_level: 19,
        zstd.CompressionParameter.window_log: 20,
    }
    Path("/out/packages.pack").write_bytes(zstd.compress(whole, options=options))


def contents(wheel: Path, used: frozenset[str]) -> Iterator[tuple[str, bytes]]:
    folders = {module_of(f"{name}.py").rpartition(".")[0] for name in used}
    with zipfile.ZipFile(wheel) as archive:
        for path in archive.namelist():
            module = module_of(path)
            if path.endswith(".dist-info/METADATA"):
                yield path, archive.read(path)
            elif any(part in path for part in UNUSED) or module.startswith(OF_OTHERS):
                continue
            elif path.endswith(".so") and path.startswith("numpy/"):
                if module in used:
                    yield path, archive.read(path)
            elif path.endswith(".py"):
                if module in used or module.rpartition(".")[0] in folders:
                    source = b"" if path in DOCSTRINGS else archive.read(path)
                    yield f"{path}c", compiled(source, path, plain=path.startswith("elm_"))
            elif path.startswith("elm_") and "/" in path and ".dist-info/" not in path:
                yield path, archive.read(path)


with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    use()
USED = frozenset(sys.modules)
write_stdlib(USED)
write_packages(USED)
