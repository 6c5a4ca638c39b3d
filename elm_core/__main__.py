"""``python -m elm_core``: see `elm_core.cli`."""

import sys

from elm_core.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
