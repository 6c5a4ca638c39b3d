"""The arguments of the command line, and how its errors are told: one line, exit code 2."""

from __future__ import annotations

import argparse
import sys
import warnings
from collections.abc import Callable, Sequence
from typing import Any

from elm_core import __version__
from elm_core.cli import commands, streams
from elm_core.cli.printing import one_line
from elm_core.cli.training import MODELS
from elm_core.encoding import PRECISIONS
from elm_core.exceptions import InvalidInput, UnreadableCells
from elm_core.tables.checked import KINDS

_DATA = (
    "a file of delimited text (CSV, TSV and their kin), JSON, JSON lines, ARFF, Orange or "
    "svmlight, or with elm_core[files] Excel or Parquet, known by its content; - reads standard "
    "input"
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; return its exit code: 0, or 2 after one line on standard error."""
    streams.prepare()
    try:
        return _run(argv)
    except BrokenPipeError:  # who read it has had enough
        streams.settle()
        return 0


def _run(argv: Sequence[str] | None) -> int:
    try:
        try:
            args = _parser().parse_args(argv)
            with warnings.catch_warnings():
                warnings.showwarning = _once(_show_warning)
                args.run(args)
        finally:
            if error := streams.settle():
                raise error
    except BrokenPipeError:
        raise
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        return _failed(f"{error.filename or 'input or output'}: {error.strerror or error}")
    except (ValueError, TypeError, MemoryError, ImportError, UnreadableCells) as error:
        return _failed(_in_terms_of_file(error) or "out of memory")
    return 0


def _failed(message: str) -> int:
    print(f"elm_core: {one_line(message)}", file=sys.stderr)
    return 2


def _show_warning(message: Any) -> None:
    print(f"elm_core: warning: {one_line(_in_terms_of_file(message))}", file=sys.stderr)


def _once(show: Callable[[Any], None]) -> Any:
    """Show a warning once, however often the command meets it."""
    seen: set[str] = set()

    def shown(message: Any, *_: Any, **__: Any) -> None:
        if str(message) not in seen:
            seen.add(str(message))
            show(message)

    return shown


def _in_terms_of_file(error: BaseException) -> str:
    """What is wrong, with rows counted from 1 below the names, as people count them."""
    if isinstance(error, UnreadableCells):
        return str(error.in_all(1, None))
    if isinstance(error, InvalidInput) and isinstance(error.row, int):
        return f"{error} (row {error.row + 1} below the names)"
    return str(error)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m elm_core",
        description="Extreme learning machines: train a model, ask it, look into its file.",
        epilog="Errors are one line on standard error; the exit code is then 2.",
    )
    parser.add_argument("--version", action="version", version=f"elm_core {__version__}")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    _add_info(subparsers)
    _add_inspect(subparsers)
    _add_predict(subparsers)
    _add_train(subparsers)
    return parser


def _add_info(subparsers: Any) -> None:
    info = subparsers.add_parser(
        "info",
        help="say what a model file holds",
        description="Say what a model file holds: kind, classes, features, size, score, metadata.",
    )
    _add_model(info)
    info.add_argument("--json", action="store_true", help="print JSON")
    info.set_defaults(run=commands.info)


def _add_model(command: Any) -> None:
    """Add the model file, and what it may take."""
    command.add_argument("model", metavar="MODEL.json", help="a model file; - reads standard input")
    command.add_argument(
        "--max-bytes",
        metavar="BYTES",
        type=float,
        help="what the model may take beyond its file, if you trust who made it (default: 60 MB "
        "and 16 bytes for each character)",
    )


def _add_reading(command: Any) -> None:
    """Add how the data are read, where that is not to be found out."""
    command.add_argument("--sheet", metavar="NAME", help="the sheet of a workbook to be read")
    command.add_argument(
        "--header",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="whether the first line holds the names of the columns",
    )
    command.add_argument(
        "--delimiter",
        metavar="SIGN",
        type=_delimiter,
        help="what stands between cells: one sign, tab, or space for any white space",
    )


def _add_columns(command: Any) -> None:
    """Add what the columns of the data are, where that is not to be found out."""
    command.add_argument(
        "--kind",
        metavar="COLUMN=KIND",
        action="append",
        default=[],
        help=f"what a column is: {', '.join(KINDS)} or ignore; or a part of how it is read, as "
        'JSON, such as \'day={"order": "dmy"}\' or \'size={"missing": ["-999"]}\'; repeatable',
    )
    command.add_argument(
        "--ignore", metavar="COLUMN", action="append", default=[], help="do not use; repeatable"
    )
    command.add_argument(
        "--decimal",
        choices=(".", ","),
        help="what a comma or a point is that could be a decimal sign or group digits",
    )


def _add_inspect(subparsers: Any) -> None:
    inspect = subparsers.add_parser(
        "inspect",
        help="say what the columns of a file hold",
        description="Say what each column of a file is, how it is read and why it is left out; "
        "what was guessed goes to standard error, with the option that changes it. An arrow "
        "marks the column that is probably the target.",
    )
    inspect.add_argument("data", metavar="DATA", help=_DATA)
    _add_reading(inspect)
    _add_columns(inspect)
    inspect.add_argument("--json", action="store_true", help="print JSON")
    inspect.set_defaults(run=commands.inspect)


def _delimiter(text: str) -> str:
    sign = {"tab": "\t", "\\t": "\t", "space": " "}.get(text.lower(), text)
    if len(sign) != 1 or sign in '"\r\n':
        raise argparse.ArgumentTypeError(f"{text!r} is no delimiter: give one sign, tab or space")
    return sign


def _add_predict(subparsers: Any) -> None:
    predict = subparsers.add_parser(
        "predict",
        help="predict with a model file",
        description="Predict for each row of a file. Columns that the model does not use are "
        "passed over.",
    )
    _add_model(predict)
    predict.add_argument("data", metavar="DATA", help=_DATA)
    _add_reading(predict)
    predict.add_argument("--strict", action="store_true", help="refuse cells that cannot be read")
    predict.add_argument("--proba", action="store_true", help="add the probability of each class")
    predict.add_argument(
        "--no-formulas",
        dest="formulas",
        action="store_false",
        help="for spreadsheets: put an apostrophe before texts that they would run (=, +, -, @)",
    )
    predict.add_argument(
        "--out",
        metavar="FILE",
        default="-",
        help="JSON if it ends in .json, else CSV (default: -, standard output); a symbolic link "
        "is followed",
    )
    predict.set_defaults(run=commands.predict)


def _add_train(subparsers: Any) -> None:
    train = subparsers.add_parser(
        "train",
        help="train a model and write its file",
        description="Train a model on the rows of a file, for one of its columns.",
        epilog="The same data and parameters give the same file: random_state is 0 unless given.",
    )
    train.add_argument("data", metavar="DATA", help=_DATA)
    _add_reading(train)
    train.add_argument(
        "--target", metavar="COLUMN", help="the column to predict (default: the likely one, said)"
    )
    train.add_argument(
        "--model",
        choices=MODELS,
        default="auto",
        help="auto: text for a single column of sentences, else table; table: a regressor for a "
        "target of quantities, else a classifier; text: a classifier of one column of texts",
    )
    _add_columns(train)
    train.add_argument("--strict", action="store_true", help="refuse cells that cannot be read")
    train.add_argument(
        "--param",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help="a parameter of the model, such as n_hidden=500 or alpha=loo; repeatable",
    )
    train.add_argument(
        "--precision",
        choices=PRECISIONS,
        default="float64",
        help="of the matrices in the file; says what rounding does to the predictions",
    )
    train.add_argument("--out", metavar="MODEL.json", required=True, help="- is standard output")
    train.set_defaults(run=commands.train)
