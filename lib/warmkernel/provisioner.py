"""The client: a kernel provisioner that asks a server for a fork."""

import asyncio
import json
import logging
import os
import signal
import socket
import sys
import time
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Float, Integer, List, Unicode

from .ahead import IDLE, PATIENCE

GIVING_UP = 60.0  # seconds without another try, after a server that didn't answer


class ColdError(Exception):
    """Why a kernel can't be forked and is started the usual way."""


class ForkedProcess:
    """What `subprocess.Popen` is to a child, for a child of the server."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int, connection: socket.socket) -> None:
        self.pid, self.connection = pid, connection
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return the exit code as `Popen` does, or None while the kernel runs."""
        if self.returncode is None:
            try:
                code = self.connection.recv(64)
            except BlockingIOError:
                return None
            except ConnectionError:
                code = b""
            self.returncode = int(code or -signal.SIGKILL)  # the server died and couldn't tell
            self.connection.close()
        return self.returncode

    def wait(self) -> int | None:
        """Return the exit code of a kernel that has ended."""
        return self.poll()

    def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel alone."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signum)


class WarmProvisioner(LocalProvisioner):
    """Starts kernels as forks of a server, or the usual way where that can't be."""

    preload = List(Unicode(), help="`module`, `module:function` or `module:function(literals)`")
    idle = Float(IDLE, config=True, help="seconds for which a server waits for another kernel")
    patience = Float(PATIENCE, config=True, help="seconds for which a server may load")
    memory_limit = Integer(0, config=True, help="bytes of address space a kernel may use; 0: any")

    process: Any = None
    _given_up: ClassVar[dict[tuple[str, ...], float]] = {}

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork the kernel, or start it as `LocalProvisioner` does."""
        try:
            self.process = await self._fork(cmd, **kwargs)
            self.pid = self.pgid = self.process.pid
            self.cwd = kwargs.get("cwd") or Path.cwd()
        except Exception as reason:
            _warn(f"Kernels start the slow way, without preload: {reason}.")
            await super().launch_kernel(cmd, **kwargs)
        if self.memory_limit and self.pid and sys.platform == "linux":
            import resource

            resource.prlimit(self.pid, resource.RLIMIT_AS, (self.memory_limit, self.memory_limit))
        return self.connection_info

    async def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel's group, unless the kernel has ended: ids are used again."""
        if await self.poll() is None:
            await super().send_signal(signum)

    async def _fork(
        self, cmd: list[str], *, env: dict[str, str], cwd: str | None = None, **others: Any
    ) -> ForkedProcess:
        if sys.platform != "linux":
            raise ColdError(f"{sys.platform} can't fork what was loaded")
        if cmd[1:3] != ["-m", "ipykernel_launcher"]:
            raise ColdError(f"{cmd} isn't plain ipykernel")
        unknown = {name for name, value in others.items() if value} - {"kernel_id"}
        if unknown:
            raise ColdError(f"a fork knows nothing of {', '.join(sorted(unknown))}")
        server = (cmd[0], *self.preload)
        died = ColdError(f"the server died or hung while it loaded {', '.join(self.preload)}")
        if self._given_up.get(server, 0) > time.monotonic():
            raise died
        env = {**env, "JPY_PARENT_PID": str(os.getpid())}
        request = {"argv": cmd[3:], "env": env, "cwd": str(Path(cwd or ".").absolute())}
        with suppress(TimeoutError):
            for _ in range(2):  # the first may be ending, or older than a file that it has loaded
                if process := await self._ask(cmd[0], request):
                    return process
        self._given_up[server] = time.monotonic() + GIVING_UP
        raise died

    async def _ask(self, executable: str, request: dict[str, Any]) -> ForkedProcess | None:
        """Return the kernel; None if the server is there no more."""
        from . import place

        options = {"preload": self.preload, "idle": self.idle, "patience": self.patience}
        try:
            connection = place.connect(executable, request["env"], **options)
        except ConnectionError:  # it died before anybody could ask
            return None
        connection.setblocking(False)  # noqa: FBT003
        answer = b""
        try:
            with suppress(ConnectionError):
                socket.send_fds(connection, [json.dumps(request).encode()], [1, 2])
                receiving = asyncio.get_running_loop().sock_recv(connection, 4096)
                answer = await asyncio.wait_for(receiving, self.patience)
        finally:
            if not answer.isdigit():
                connection.close()
        if answer and not answer.isdigit():
            raise ColdError(f"preloading failed with {answer.decode()}")
        return ForkedProcess(int(answer), connection) if answer else None


@lru_cache
def _warn(text: str) -> None:
    """Say something once in a process."""
    logging.getLogger("warmkernel").warning(text)
