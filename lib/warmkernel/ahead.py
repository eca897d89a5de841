"""Before the first kernel is asked for: its server may load while the caller does other things."""

import json
import os
import sys
from contextlib import suppress
from pathlib import Path

IDLE = 300.0  # seconds for which a server waits for another kernel
PATIENCE = 180.0  # seconds for which it may load


def start_server(kernelspec: Path) -> None:
    """Have the server of a kernelspec (a `kernel.json`) start to load, and return at once.

    Its kernels have to be started with the environment that this process has now. What stands in
    the way of a server, the first kernel will say.
    """
    if sys.platform != "linux":
        return
    from .place import connect

    config = json.loads(kernelspec.read_text("utf-8"))["metadata"]["kernel_provisioner"]["config"]
    options = {"idle": IDLE, "patience": PATIENCE, **config}
    with suppress(OSError):
        connect(sys.executable, os.environ, **options).close()
