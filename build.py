#!/usr/bin/env python3
"""ELM Toolkit: set up, build, serve and test, from a fresh clone.

    python3 build.py serve [--port 8000] [--isolated]   the site, built and served on loopback
    python3 build.py test [--engines all] [--examples all] [pytest arguments]
                                                        all tests, or pytest on these arguments
    python3 build.py test --interop [pytest arguments]  tests beside the real programs, alone
    python3 build.py site [--out site]                  the static site, for any host and base path
    python3 build.py package                            the npm package, in dist
    python3 build.py docs [--out dist/docs]             the documentation as HTML
    python3 build.py check                              ruff, mypy, Biome, tsc
    python3 build.py versions                           tests with the oldest versions of others
    python3 build.py bench [--peers] [--json FILE]      speed in the page beside native code, peers

Each command does the set-up it needs and says each step: a virtual environment with pinned
packages, the pinned npm packages, Pyodide's NumPy wheel (verified, in a cache folder), the
elm_core wheel. What has not changed is not done again.

Environment: VIRTUAL_ENV (used when active), ELM_TOOLKIT_CACHE (the cache folder),
ELM_TOOLKIT_BROWSER (the browser of the tests), ELM_TOOLKIT_SITE (the
folder of the site), ELM_TOOLKIT_PYODIDE_URL (a mirror of Pyodide's
files), ELM_TOOLKIT_TEST_SECONDS (the time all tests may take).
"""

# Pythons too old to run this file must still parse it to say so: no annotations, no f-strings.
import sys

if sys.version_info < (3, 11):
    found = ".".join(str(part) for part in sys.version_info[:3])
    sys.exit(
        "build.py needs Python 3.11 or newer and this is " + found + ": run it with a newer one."
    )

from pathlib import Path

from build_steps import checks
from build_steps.docs import DOCS, build_docs
from build_steps.package import build_package
from build_steps.say import BuildError, Parser, step
from build_steps.server import SiteServer
from build_steps.site import build_site
from build_steps.versions import run_versions


def serve(arguments):
    parser = Parser(prog="build.py serve")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--isolated", action="store_true", help="send COOP and COEP headers")
    options = parser.parse_args(arguments)
    site = Path(__file__).resolve().parent / "site"
    server = SiteServer(site, options.port, isolated=options.isolated)  # a busy port: said at once
    try:
        build_site(site)
        step("serving on " + server.url + "/ (Ctrl-C ends it)")
        server.serve_forever()
    except KeyboardInterrupt:
        print("\nended")
    finally:
        server.close()
    return 0


def site(arguments):
    parser = Parser(prog="build.py site")
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent / "site")
    out = parser.parse_args(arguments).out.absolute()
    build_site(out)
    step("the site is in " + str(out))
    return 0


def package(arguments):
    Parser(prog="build.py package").parse_args(arguments)
    step("the package is " + str(build_package()))
    return 0


def docs(arguments):
    parser = Parser(prog="build.py docs")
    parser.add_argument("--out", type=Path, default=DOCS)
    step("the documentation is in " + str(build_docs(parser.parse_args(arguments).out.absolute())))
    return 0


def check(arguments):
    Parser(prog="build.py check").parse_args(arguments)
    return checks.run_checks()


COMMANDS = {
    "serve": serve,
    "test": checks.run_tests,
    "site": site,
    "package": package,
    "docs": docs,
    "check": check,
    "versions": run_versions,
    "bench": checks.run_benchmarks,
}


def main(arguments):
    for stream in (sys.stdout, sys.stderr):  # a terminal without Unicode is no reason to fail
        stream.reconfigure(errors="replace")
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(__doc__)
        return 0 if arguments else 2
    name = arguments[0]
    if name not in COMMANDS:
        known = ", ".join(COMMANDS)
        raise BuildError("there is no command " + repr(name) + ": use one of " + known + ".")
    return COMMANDS[name](arguments[1:])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except BuildError as error:
        sys.exit("build.py: " + str(error))
    except KeyboardInterrupt:
        print("\nended")
        sys.exit(130)
    except OSError as error:
        where = " (" + str(error.filename) + ")" if error.filename else ""
        sys.exit("build.py: " + str(error.strerror or error) + where + ": correct this and retry.")
