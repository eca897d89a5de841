"""The child: make a fork of the server an ipykernel such as a new process would be."""

import atexit
import logging
import os
import random
import socket
import sys
import threading
import time
from contextlib import suppress

import ipykernel_launcher  # type: ignore[import-untyped]
from ipykernel.kernelapp import IPKernelApp


def become(
    connection: socket.socket, streams: list[int], argv: list[str], env: dict[str, str], cwd: str
) -> None:
    """Run the kernel until it is shut down."""
    os.setsid()  # signals go to its group
    for target, stream in enumerate(streams, 1):
        os.dup2(stream, target)
        os.close(stream)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    os.chdir(cwd)
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    sys.argv = [ipykernel_launcher.__file__, *argv]
    threading.Thread(target=_die_with, args=(connection,), daemon=True).start()
    app = IPKernelApp.instance(parent_handle=1)  # 1: no poller, for it would watch the server
    app.initialize(argv)  # type: ignore[no-untyped-call]
    app.log.addFilter(_is_worth_a_line)
    _enable_inline_figures()
    try:
        app.start()  # type: ignore[no-untyped-call]
    finally:
        threading._shutdown()  # type: ignore[attr-defined]  # what an interpreter does at its end
        atexit._run_exitfuncs()


def _is_worth_a_line(record: logging.LogRecord) -> bool:
    """Return whether to log: an idle kernel is interrupted at each shutdown, which is no error."""
    return not str(record.msg).startswith("KeyboardInterrupt caught in kernel")


def _die_with(connection: socket.socket) -> None:
    """End this process when the one that asked for it is gone, whether the server lives or not."""
    connection.settimeout(None)
    connection.recv(1)
    os._exit(1)


def _enable_inline_figures() -> None:
    """Choose the backend that the environment names: matplotlib read it before the fork."""
    if "matplotlib" in sys.modules:
        with suppress(ImportError, ValueError):  # the first figure says what is wrong with it
            sys.modules["matplotlib"].rcParams["backend"] = os.environ["MPLBACKEND"]
            if "matplotlib.pyplot" in sys.modules:
                sys.modules["matplotlib.pyplot"].switch_backend(os.environ["MPLBACKEND"])
