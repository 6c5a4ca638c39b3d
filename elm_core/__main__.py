"""``python -m elm_core``: see `elm_core.cli`."""

import signal
import sys


def _stop(number: int, _: object) -> None:
    """End as after an error, so that nothing unfinished is left behind."""
    raise SystemExit(128 + number)


def run() -> int:
    """Run the command line as a process of its own."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) == signal.SIG_DFL:  # else someone wants to ignore it
            signal.signal(number, _stop)
    try:
        from elm_core.cli.main import main

        return main()
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(run())
