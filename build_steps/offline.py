"""What the service worker needs: the list of all files, and a script that differs when they do.

Of files in folders that are named by their content the list says what they hold, so that whatever
else came under their address is known for what it is. Pages are not among them: a host may write
into them. What lies there in the place of compressed files, for browsers that inflate nothing, is
listed once more: others need not keep it.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from build_steps.lean import PACK, STDLIB
from build_steps.paths import WORKER, digest_of_files, files_below, sha256_of

SCRIPT = "service-worker.js"
LIST = "files.json"
#: For those who look for a mistake: no page needs them.
MAP = ".map"
#: A folder that is named by its content; the service worker has the same rule.
_LASTING = re.compile(r"[a-z]+-[\w.-]*[0-9a-f]{12}")


def add_service_worker(site: Path) -> None:
    """Put the service worker and its list of files into a site that is complete otherwise."""
    files = [path for path in files_below(site) if path.name not in (SCRIPT, LIST)]
    version = digest_of_files(files, base=site)
    files = [path for path in files if path.suffix != MAP]
    names = [path.relative_to(site).as_posix() for path in files]
    lasting = {
        path.relative_to(site).as_posix(): {"bytes": path.stat().st_size, "sha256": sha256_of(path)}
        for path in files
        if _LASTING.fullmatch(path.relative_to(site).parts[0])
    }
    packed = {name.removesuffix(PACK) for name in names if name.endswith(PACK)}
    instead = [name for name in names if name in packed and not name.endswith(STDLIB)]
    content = {"version": version, "files": names, "instead": instead, "lasting": lasting}
    (site / LIST).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    shutil.copyfile(WORKER / SCRIPT, site / SCRIPT)
    with (site / SCRIPT).open("a", encoding="utf-8") as script:
        script.write(f"// of version {version}\n")  # a browser takes a new one for its other bytes
