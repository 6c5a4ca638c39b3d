"""What the service worker needs: the list of all files, and a script that differs when they do."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from build_steps.paths import WORKER, digest_of_files, files_below

SCRIPT = "service-worker.js"
LIST = "files.json"


def add_service_worker(site: Path) -> None:
    """Put the service worker and its list of files into a site that is complete otherwise."""
    files = [path for path in files_below(site) if path.name not in (SCRIPT, LIST)]
    version = digest_of_files(files, base=site)
    names = [path.relative_to(site).as_posix() for path in files]
    content = {"version": version, "files": names}
    (site / LIST).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    shutil.copyfile(WORKER / SCRIPT, site / SCRIPT)
    with (site / SCRIPT).open("a", encoding="utf-8") as script:
        script.write(f"// of version {version}\n")  # a browser takes a new one for its other bytes
