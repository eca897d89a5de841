"""The child: make a fork of the server an ipykernel such as a new process would be."""

import atexit
import os
import random
import socket
import sys
import threading
import time
from typing import TYPE_CHECKING

import ipykernel_launcher
from ipykernel.kernelapp import IPKernelApp

if TYPE_CHECKING:
    from .server import Request


def become(request: "Request") -> None:
    """Run the kernel until it is shut down."""
    os.setsid()  # signals go to its group
    for target, stream in enumerate(request.streams, 1):
        os.dup2(stream, target)
        os.close(stream)
    os.environ.clear()
    os.environ.update(request.env)
    time.tzset()
    os.chdir(request.cwd)
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    sys.argv = [ipykernel_launcher.__file__, *request.argv]
    threading.Thread(target=_die_with, args=(request.connection,), daemon=True).start()
    app = IPKernelApp.instance(parent_handle=1)  # 1: no poller, for it would watch the server
    app.initialize(request.argv)
    _enable_inline_figures()
    try:
        app.start()
    finally:
        threading._shutdown()  # type: ignore[attr-defined]  # what an interpreter does at its end
        atexit._run_exitfuncs()


def _die_with(connection: socket.socket) -> None:
    """End this process when the one that asked for it is gone, whether the server lives or not."""
    connection.settimeout(None)
    connection.recv(1)
    os._exit(1)


def _enable_inline_figures() -> None:
    """Choose the backend that the environment names: matplotlib read it before the fork."""
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].switch_backend(os.environ["MPLBACKEND"])
    elif "matplotlib" in sys.modules:
        sys.modules["matplotlib"].rcParams["backend"] = os.environ["MPLBACKEND"]
