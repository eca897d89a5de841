"""Where servers listen: sockets of mode 0600 in a folder that only the user can enter."""

import fcntl
import hashlib
import json
import os
import re
import resource
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

BACKLOG = 1024  # kernels that may wait for a server while it loads
STOP = b"stop"
# Variables that differ from one terminal, notebook or test to the next; no import reads them.
PASSING = re.compile(
    r"_|JPY_.*|PYTEST_.*|(OLD)?PWD|SHLVL|COLUMNS|LINES|TERM(_.*)?|WINDOWID|SSH_.*|VSCODE_.*"
)
# A process that forks must have one thread, and no window: a kernel chooses its own backend.
QUIET = {
    **dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1"),
    "MPLBACKEND": "agg",
}


def key(executable: str, preload: Sequence[str], env: Mapping[str, str]) -> str:
    """Return the name of the server whose forks equal a process that is started here and now."""
    parts = [
        executable,
        list(preload),
        sorted(pair for pair in env.items() if not PASSING.fullmatch(pair[0])),
        [resource.getrlimit(i) for i in range(16)],
        os.getpriority(os.PRIO_PROCESS, 0),
        re.findall(r"Umask:.*", Path("/proc/self/status").read_text()),
        [str(Path(f"/proc/self/ns/{name}").readlink()) for name in ("mnt", "net", "pid", "user")],
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:24]


def folder() -> Path:
    """Return the folder of the sockets: on this machine, and the user's."""
    home = os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()
    return Path(home) / f"warmkernel-{os.getuid()}"


@contextmanager
def alone() -> Iterator[Path]:
    """Hold the folder for one thread of one process, under a path short enough for a socket."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(folder(), os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        found = os.fstat(descriptor)
        if found.st_uid != os.getuid() or found.st_mode & 0o077:
            raise PermissionError(f"{folder()} isn't private to this user")
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield Path(f"/proc/self/fd/{descriptor}")
    finally:
        os.close(descriptor)


def connect(executable: str, env: Mapping[str, str], **options: Any) -> socket.socket:
    """Return a connection to the server with these options, which is started if there is none."""
    name = key(executable, options["preload"], env) + ".sock"
    with alone() as here:
        connection = _reach(here / name)
        if connection is None:
            for other in _reach_all(here):
                other.close()
            told = json.dumps({**options, "path": str(folder() / name)})
            with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
                listener.bind(str(here / name))
                (here / name).chmod(0o600)
                listener.listen(BACKLOG)
                subprocess.run(  # noqa: S603
                    [executable, "-m", "warmkernel.server", told], stdin=listener.fileno(),
                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**env, **QUIET},
                    cwd="/", start_new_session=True, check=True,
                )  # fmt: skip  # it returns at once: the server goes on in a fork
            connection = _reach(here / name)
    if connection is None:
        raise ConnectionError("the server couldn't be started")
    return connection


def stop() -> None:
    """Have all servers of this user take no new kernel and end with their last one."""
    with alone() as here:
        connections = _reach_all(here)
    for connection in connections:
        with connection, suppress(OSError):
            connection.settimeout(5)  # it may be loading
            connection.send(STOP)
            connection.recv(1)  # it is closed when the server's socket is gone


def _reach_all(here: Path) -> list[socket.socket]:
    """Return a connection to each server. The sockets of those that were killed are removed."""
    found = []
    for path in here.glob("*.sock"):
        connection = _reach(path)
        if connection:
            found.append(connection)
        else:
            path.unlink(missing_ok=True)
    return found


def _reach(path: Path) -> socket.socket | None:
    """Return a connection to the server behind this socket, or None if there is none."""
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    try:
        connection.connect(str(path))
    except (FileNotFoundError, ConnectionRefusedError):
        connection.close()
        return None
    return connection
