"""The server: load once, then fork a child for each kernel that is asked for."""

import ast
import functools
import gc
import json
import os
import pkgutil
import re
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from typing import Any

from .place import STOP

# What an ipykernel imports as it starts, or as its first cell runs.
KERNEL = (
    "warmkernel.kernel", "ipykernel.debugger", "debugpy.server.api", "tornado.platform.asyncio",
    "IPython.core.completerlib", "IPython.core.debugger", "IPython.core.oinspect", "faulthandler",
    "IPython.extensions.storemagic", "sqlite3", "psutil", "pdb",
)  # fmt: skip
REFUSING = 30.0  # idle seconds of a server whose preload failed
LONGEST = 1 << 20  # bytes of a request: mostly the environment


# A request in the child that answers it: the connection, which is open as long as the kernel
# lives, its streams, and what else `become` takes.
Request = tuple[socket.socket, list[int], dict[str, Any]]


class Server:
    """Forks of this process, one a request."""

    def __init__(
        self, listener: socket.socket, path: Path, refusal: str, is_stale: Callable[[], bool]
    ) -> None:
        self.listener, self.path, self.refusal, self.is_stale = listener, path, refusal, is_stale
        self.kernels: dict[Any, int] = {}  # connection: process
        self.wake, self.waker = socket.socketpair()
        self.waker.setblocking(False)  # noqa: FBT003
        self.selector = DefaultSelector()
        for source in (self.wake, listener):
            self.selector.register(source, EVENT_READ)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self.waker.fileno(), warn_on_full_buffer=False)

    def serve(self, idle: float) -> Request | None:
        """Return, as `os.fork` does, more than once: a request in its child, None at the end."""
        until = time.monotonic() + idle  # a visitor who asks for nothing doesn't put it off
        while self.kernels or self.listener.fileno() >= 0:
            if self.kernels:
                ready = self.selector.select()
                until = time.monotonic() + idle
            else:
                ready = self.selector.select(max(until - time.monotonic(), 0))
            if not ready:
                self._close()
            for source in (key.fileobj for key, _ in ready):
                if source is self.wake:
                    self._reap()
                elif source in self.kernels:  # who asked for the kernel is gone
                    self.selector.unregister(source)
                    with suppress(ProcessLookupError):
                        os.kill(self.kernels[source], signal.SIGKILL)
                        os.killpg(self.kernels[source], signal.SIGKILL)
                elif source is self.listener and (request := self._answer()):
                    return request
        return None

    def _answer(self) -> Request | None:
        connection, _ = self.listener.accept()
        connection.settimeout(5)
        message, streams, pid = b"", list[int](), -1
        with suppress(OSError):
            message, streams, _, _ = socket.recv_fds(connection, LONGEST, 2)
        if message and (message == STOP or self.is_stale()):
            self._close()
        elif message and self.refusal:
            _tell(connection, self.refusal)
        elif message:
            with suppress(OSError):  # no memory, too many processes: the client copes
                pid = os.fork()
        if pid == 0:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            for held in (self.selector, self.listener, self.wake, self.waker, *self.kernels):
                held.close()
            return connection, streams, json.loads(message)
        for stream in streams:
            os.close(stream)
        if pid < 0:
            connection.close()
        else:
            _tell(connection, str(pid))
            self.kernels[connection] = pid
            self.selector.register(connection, EVENT_READ)
        return None

    def _reap(self) -> None:
        self.wake.recv(LONGEST)
        for connection, pid in list(self.kernels.items()):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                _tell(connection, str(os.waitstatus_to_exitcode(status)))
                with suppress(KeyError):
                    self.selector.unregister(connection)
                connection.close()
                del self.kernels[connection]

    def _close(self) -> None:
        if self.listener.fileno() >= 0:
            self.path.unlink(missing_ok=True)  # first: from here on another may listen there
            self.selector.unregister(self.listener)
            self.listener.close()


def _tell(connection: socket.socket, text: str) -> None:
    with suppress(OSError):
        connection.send(text.encode())


def preload(entries: Sequence[str]) -> str:
    """Do what the entries say. Return why nothing can be forked now, or an empty string."""
    try:
        for entry in (*entries, *KERNEL):
            module, _, call = entry.partition(":")
            import_module(module)
            if call:
                _call(module, call)
    except BaseException as problem:  # sys.exit too: the server must be there to say it
        return f"{type(problem).__name__}: {problem}"
    for _ in range(20):  # a thread that is about to end may do so
        n_threads = len(os.listdir("/proc/self/task"))  # noqa: PTH208
        if n_threads == 1:
            return ""
        time.sleep(0.05)
    return f"it runs {n_threads} threads, and only one would be in a fork"


def _call(module: str, call: str) -> None:
    """Call `name`, or `name(literals)` and keep the result for the first such call in a kernel."""
    name, parenthesis, inside = call.removesuffix(")").partition("(")
    function = pkgutil.resolve_name(f"{module}:{name}")
    arguments = ast.literal_eval(f"({inside},)") if inside else ()
    made = [function(*arguments)]

    @functools.wraps(function)
    def first(*given: Any, **named: Any) -> Any:
        if made and given == arguments and not named:
            return made.pop()
        return function(*given, **named)

    if parenthesis:
        setattr(import_module(module), name, first)


def stamp(entries: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return time and size of each file that was imported or belongs to what is preloaded."""
    found = {}
    for path in _files(entries):
        with suppress(OSError):
            status = os.stat(path)  # noqa: PTH116  # thousands of them, at each kernel
            found[path] = (status.st_mtime_ns, status.st_size)
    return found


def _files(entries: Sequence[str]) -> Iterator[str]:
    yield from filter(None, (getattr(m, "__file__", None) for m in list(sys.modules.values())))
    for root in {re.split("[.:]", entry)[0] for entry in entries}:
        with suppress(ImportError, ValueError):
            spec = find_spec(root)
            for place in (spec and spec.submodule_search_locations) or ():
                if "site-packages" not in place:  # data files; nobody edits them in there
                    for folder, _, names in os.walk(place):
                        if not folder.endswith("__pycache__"):
                            yield from (f"{folder}/{name}" for name in names)


def main() -> None:
    """Serve in the background until idle; a child becomes a kernel."""
    if os.fork():
        os._exit(0)
    options = json.loads(sys.argv[1])
    entries, idle = options["preload"], options["idle"]
    listener = socket.socket(fileno=os.dup(0))
    os.dup2(1, 0)
    del sys.path[0]  # the folder in which it was started
    before = stamp(entries)
    signal.alarm(int(options["patience"]) + 2)  # by then everybody has given up
    refusal = preload(entries)
    signal.alarm(0)
    loaded = stamp(entries) | before
    gc.collect()
    gc.freeze()  # a collection in a child doesn't touch, and so copy, what it shares
    status = 1
    try:
        server = Server(listener, Path(options["path"]), refusal, lambda: stamp(entries) != loaded)
        if request := server.serve(min(idle, REFUSING) if refusal else idle):
            from .kernel import become

            connection, streams, told = request
            become(connection, streams, **told)
        status = 0
    except SystemExit as leaving:
        status = int(leaving.code or 0)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(status)  # the system takes a large process apart faster than Python does


if __name__ == "__main__":
    main()
