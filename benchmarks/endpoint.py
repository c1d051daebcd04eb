"""The endpoint beside others': the W3C's tests, hostile requests, and load, on one machine in one run.

``python -m benchmarks.endpoint`` writes docs/endpoint_scores.md. With ``protocol``, ``hostile`` or ``load`` it runs only that part; the
others stay as they were measured last (they are kept in build/endpoint-scores).
"""

from __future__ import annotations

import datetime
import os
import platform
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from benchmarks import endpoint_peers
from benchmarks.endpoint_report import hostile_part, load_part, protocol_part

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "docs" / "endpoint_scores.md"
KEPT: Final = ROOT / "build" / "endpoint-scores"
PARTS: Final[dict[str, Callable[[Path], str]]] = {"protocol": protocol_part, "hostile": hostile_part, "load": load_part}
_HEAD: Final = """# The endpoint beside others'

Written by `python -m benchmarks.endpoint` (`make benchmark` runs it last). The services are asked on this machine alone, over loopback:
`servanda serve --data` with every protection on, and the peers as their makers start them, in an environment of their own ({packages}).
"""


def main(arguments: Sequence[str]) -> int:
    """Run the parts that are named, or all, and write the page."""
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(143))  # so that no service is left behind
    if unknown := set(arguments) - set(PARTS):
        sys.stderr.write(f"there is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}\n")
        return 2
    endpoint_peers.install()
    KEPT.mkdir(parents=True, exist_ok=True)
    for name in arguments or PARTS:
        sys.stderr.write(f"{name}\n")
        with tempfile.TemporaryDirectory() as folder:
            text = PARTS[name](Path(folder))
        when = datetime.datetime.now(datetime.UTC).date()
        machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, load average {os.getloadavg()[2]:.1f} (15 minutes)"
        (KEPT / f"{name}.md").write_text(f"{text}\nMeasured on {when:%d %B %Y}; {machine}.\n", encoding="utf-8")
    head = _HEAD.format(packages=", ".join(each.replace("==", " ") for each in endpoint_peers.PACKAGES))
    parts = [path.read_text(encoding="utf-8") for name in PARTS if (path := KEPT / f"{name}.md").is_file()]
    PAGE.write_text("\n".join([head, *parts]), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
