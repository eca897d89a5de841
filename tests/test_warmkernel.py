"""Forked kernels behave as ordinary ones, whatever happens to them, their server or their client."""

import json
import os
import re
import signal
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest
from jupyter_client.manager import KernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import v4
from traitlets.config import Config

from closereading.parse import MODELS
from warmkernel import place, provisioner

MODEL = next(name for name in MODELS if find_spec(name))
# What is preloaded: counts how often it is loaded, and makes an object.
WARMED = """
import time
loads = []

def load(size=0):
    loads.append(size)
    return [size]

def fail(): raise ValueError("no such model")
def leave(): raise SystemExit(3)
def die(): import os; os._exit(1)
def hang(): time.sleep(100)

def thread():
    import threading
    threading.Thread(target=time.sleep, args=(100,), daemon=True).start()
"""
SPECS = {
    "warm": ["warmed:load", "warmed:load('big')", "numpy", "matplotlib.pyplot"],
    "missing": ["no_such_module"],
    "failing": ["warmed:fail"],
    "leaving": ["warmed:leave"],
    "dying": ["warmed:die"],
    "hanging": ["warmed:hang"],
    "threaded": ["warmed:thread"],
    "brief": ["warmed"],
    "spacy": [f"spacy:load({MODEL!r})"],
}


@pytest.fixture(scope="module", autouse=True)
def home(tmp_path_factory):
    """A machine of their own: sockets, kernelspecs and what is preloaded."""
    here = tmp_path_factory.mktemp("warm")
    (here / "lib").mkdir()
    (here / "lib" / "warmed.py").write_text(WARMED)
    for name, preload in SPECS.items():
        config = {"preload": preload}
        config |= {"idle": 0.5} if name == "brief" else {}
        config |= {"patience": 1.0} if name == "hanging" else {}
        spec = {
            "argv": ["python", "-m", "ipykernel_launcher", "-f", "{connection_file}"],
            "display_name": name,
            "language": "python",
            "metadata": {
                "supported_encryption": ["curve"],
                "kernel_provisioner": {"provisioner_name": "warmkernel", "config": config},
            },
        }
        folder = here / "jupyter" / "kernels" / name
        folder.mkdir(parents=True)
        (folder / "kernel.json").write_text(json.dumps(spec))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(here))
        patch.setenv("JUPYTER_PATH", str(here / "jupyter"))
        patch.setenv("PYTHONPATH", str(here / "lib"))
        patch.setenv("IPYTHONDIR", str(here / "ipython"))
        patch.delenv("MPLBACKEND", raising=False)
        yield here
        place.stop()


@pytest.fixture(autouse=True)
def _fresh_warnings():
    provisioner._warn.cache_clear()
    provisioner.WarmProvisioner._given_up.clear()


class Kernel:
    """A running kernel, its manager and a client."""

    def __init__(self, name="warm", *, config=None, **options):
        self.manager = KernelManager(
            kernel_name=name, transport_encryption="auto", config=Config(config or {})
        )
        self.manager.start_kernel(**options)
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=30)

    @property
    def process(self):
        return self.manager.provisioner.process

    @property
    def is_forked(self):
        return isinstance(self.process, provisioner.ForkedProcess)

    def run(self, code, timeout=30):
        """Return the value of an expression that is JSON, or what the reply says went wrong."""
        said = []
        reply = self.client.execute_interactive(
            f"import json; print(json.dumps({code}))" if "\n" not in code else code,
            timeout=timeout,
            output_hook=said.append,
        )["content"]
        if reply["status"] == "error":
            return reply["ename"]
        text = "".join(m["content"]["text"] for m in said if m["msg_type"] == "stream")
        return json.loads(text) if text else None

    def send(self, code):
        self.client.execute(code)
        time.sleep(0.5)

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


@contextmanager
def kernel(name="warm", **options):
    running = Kernel(name, **options)
    try:
        yield running
    finally:
        running.close()


def execute(*cells, name="warm", **options):
    """Return the outputs of the cells, run as a notebook."""
    book = v4.new_notebook(cells=[v4.new_code_cell(cell) for cell in cells])
    NotebookClient(book, kernel_name=name, **options).execute()
    return [cell.outputs for cell in book.cells]


def server_of(running):
    return running.run("os.getppid()") if running.run("\nimport os") is None else None


def socket_of(name):
    return place.folder() / f"{place.key(sys.executable, SPECS[name], os.environ)}.sock"


def is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until(true, seconds=10):
    until = time.monotonic() + seconds
    while not true() and time.monotonic() < until:
        time.sleep(0.05)
    return true()


# --- as an ordinary kernel


def test_kernels_are_forks_of_one_server_each_with_a_namespace_of_its_own():
    with kernel() as first, kernel() as second:
        assert first.is_forked
        assert second.is_forked
        assert server_of(first) == server_of(second)
        assert first.process.pid != second.process.pid
        assert first.run("[n for n in dir() if n in ('request', 'server', 'entries')]") == []
        first.run("\nx = 1; import warmed; warmed.loads.append('mine')")
        assert second.run("'x' in globals()") is False
        assert second.run("__import__('warmed').loads") == [0, "big"]


def test_what_a_call_with_literals_made_is_handed_out_once():
    with kernel() as running:
        made = "\nimport warmed; n = len(warmed.loads); a = warmed.load('big')"
        running.run(made + "; b = warmed.load('big')")
        assert running.run("[a, b, a is b, len(warmed.loads) - n]") == [["big"], ["big"], False, 1]


def test_spacy_load_hands_out_a_preloaded_pipeline():
    with kernel("spacy") as running:
        code = f"\nimport spacy, time; t = time.process_time(); nlp = spacy.load({MODEL!r})"
        running.run(code + "; t = time.process_time() - t")
        assert running.run("[t < 0.05, len(nlp('A test.'))]") == [True, 3]


CELLS = [
    "import sys; print('out'); print('err', file=sys.stderr)",
    "import os; os.write(1, b'from below'); os.system('echo from a shell')",
    "1 / 0",
    "import sys; sys.exit(2)",
    "import sys; (__name__, sys.argv[1], sys.path[0] == '', 'numpy' in dir())",
    "import os, sys; (os.getcwd(), os.environ.get('MPLBACKEND'), sys.flags.safe_path)",
    "import signal; [str(signal.getsignal(s)) for s in (signal.SIGCHLD, signal.SIGTERM)]",
    "import matplotlib.pyplot as plt; plt.plot([1, 2]); plt.gcf().get_size_inches()",
    "import multiprocessing as m; m.get_context('fork').Pool(1).map(abs, [-1])",
    "await __import__('asyncio').sleep(0, 7)",
    "%timeit -n1 -r1 -q 1",
    "import gc; gc.isenabled()",
    "import logging; logging.warning('once')",
]


@pytest.fixture(scope="module")
def both(home):
    """What each cell gives in a forked and in an ordinary kernel."""
    return [execute(*CELLS, name=name, allow_errors=True) for name in ("warm", "python3")]


@pytest.mark.parametrize("n", range(len(CELLS)), ids=CELLS)
def test_a_cell_gives_what_it_gives_in_an_ordinary_kernel(n, both):
    forked, ordinary = (json.dumps(outputs[n]) for outputs in both)
    connection_file = re.compile(r"/[\w/-]*(tmp\w+|kernel-[\w-]+)\.json")
    assert connection_file.sub("FILE", forked) == connection_file.sub("FILE", ordinary)


def test_random_numbers_differ_between_kernels():
    code = (
        "\nimport json, random, numpy; print(json.dumps([random.random(), numpy.random.random()]))"
    )
    with kernel() as first, kernel() as second:
        a, b = first.run(code), second.run(code)
    assert a[0] != b[0]
    assert a[1] != b[1]


def test_variables_folder_and_session_name_are_those_of_the_kernel(tmp_path):
    env = {**os.environ, "JPY_SESSION_NAME": "my.ipynb"}
    with kernel() as plain, kernel(env=env, cwd=str(tmp_path)) as named:
        assert server_of(plain) == server_of(named)
        assert named.run("[os.getcwd(), os.environ['JPY_SESSION_NAME']]") == [
            str(tmp_path),
            "my.ipynb",
        ]
        assert plain.run("os.environ.get('JPY_SESSION_NAME')") is None


# --- what happens to kernels


def test_interrupt():
    with kernel() as running:
        running.send("import time; time.sleep(60)")
        running.manager.interrupt_kernel()
        assert running.client.get_shell_msg(timeout=10)["content"]["ename"] == "KeyboardInterrupt"
        assert running.run("1") == 1


def test_restart():
    with kernel() as running:
        running.run("\nx = 1")
        pid = running.process.pid
        running.manager.restart_kernel()
        running.client.wait_for_ready(timeout=30)
        assert running.is_forked
        assert running.process.pid != pid
        assert running.run("'x' in globals()") is False


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", -signal.SIGKILL),
        ("import ctypes; ctypes.string_at(0)", -signal.SIGSEGV),
        ("import os; os.abort()", -signal.SIGABRT),
        ("import os; os._exit(3)", 3),
    ],
)
def test_a_dead_kernel_has_its_exit_code_and_the_server_goes_on(code, status):
    with kernel() as running:
        server = server_of(running)
        running.send(code)
        assert wait_until(lambda: not running.manager.is_alive())
        assert running.process.returncode == status
    with kernel() as another:
        assert server_of(another) == server


def test_nbclient_is_told_of_a_dead_kernel():
    with pytest.raises(DeadKernelError):
        execute("import os; os._exit(1)")


def test_a_cell_that_takes_too_long_ends_with_its_kernel(tmp_path):
    code = f"import os, time; open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()))"
    with pytest.raises(CellTimeoutError):
        execute(code, "time.sleep(60)", timeout=1)
    assert wait_until(lambda: not is_running(int((tmp_path / "pid").read_text())))


def test_exit_handlers_run(tmp_path):
    path = str(tmp_path / "left")
    execute(f"import atexit; atexit.register(lambda: open({path!r}, 'w').close())")
    assert wait_until((tmp_path / "left").exists)


def test_memory_limit():
    with kernel(config={"WarmProvisioner": {"memory_limit": 2 << 30}}) as running:
        assert running.run("len(bytearray(4 << 30))") == "MemoryError"
        assert running.run("1") == 1


@pytest.mark.parametrize("server_too", [False, True])
def test_a_kernel_ends_with_the_process_that_asked_for_it(server_too, home):
    code = (
        "from jupyter_client.manager import start_new_kernel as start\n"
        "km, kc = start(kernel_name='warm')\n"
        "kc.execute_interactive('import os; print(os.getpid(), os.getppid())')\n"
        "print(flush=True); input()"
    )
    client = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    pid, server = map(int, client.stdout.readline().split())
    if server_too:
        os.kill(server, signal.SIGKILL)
    assert is_running(pid)
    client.kill()
    client.communicate()
    assert wait_until(lambda: not is_running(pid))


# --- what happens to servers


def test_a_kernel_outlives_its_server_and_the_next_one_has_another(home):
    with kernel() as running:
        server = server_of(running)
        os.kill(server, signal.SIGKILL)
        assert wait_until(lambda: not is_running(server))
        time.sleep(1.5)  # an ipykernel looks every second whether its parent is there
        assert running.run("1 + 1") == 2
        with kernel() as another:
            assert another.is_forked
            assert server_of(another) != server
    assert running.process is None
    assert socket_of("warm").exists()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing", "ModuleNotFoundError: No module named 'no_such_module'"),
        ("failing", "ValueError: no such model"),
        ("leaving", "SystemExit: 3"),
        ("threaded", "it runs 2 threads"),
        ("dying", "the server died or hung while it loaded warmed:die"),
        ("hanging", "the server died or hung while it loaded warmed:hang"),
    ],
)
def test_without_a_server_the_kernel_is_ordinary_with_one_warning(name, reason, caplog):
    for _ in range(2 if name in ("missing", "dying") else 1):
        with kernel(name) as running:
            assert not running.is_forked
            assert running.run("6 * 7") == 42
    assert [reason in record.message for record in caplog.records] == [True]


def test_elsewhere_than_on_linux_kernels_are_ordinary(monkeypatch, caplog):
    monkeypatch.setattr(sys, "platform", "darwin")
    with kernel() as running:
        assert not running.is_forked
    assert ["darwin" in record.message for record in caplog.records] == [True]


def test_a_folder_that_others_can_enter_is_not_used(home, monkeypatch, tmp_path, caplog):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    (tmp_path / f"warmkernel-{os.getuid()}").mkdir(mode=0o777)
    (tmp_path / f"warmkernel-{os.getuid()}").chmod(0o777)
    with kernel() as running:
        assert not running.is_forked
    assert ["isn't private" in record.message for record in caplog.records] == [True]


def test_sockets_are_private(home):
    with kernel():
        path = socket_of("warm")
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_another_environment_has_another_server():
    with kernel() as first, kernel(env={**os.environ, "MY_MODEL": "large"}) as second:
        assert server_of(first) != server_of(second)
        assert second.run("os.environ['MY_MODEL']") == "large"


def test_kernels_that_are_asked_for_at_once_share_a_server():
    place.stop()
    with ThreadPoolExecutor(4) as pool:
        running = list(pool.map(lambda _: Kernel("brief"), range(4)))
    try:
        assert all(one.is_forked for one in running)
        assert len({server_of(one) for one in running}) == 1
    finally:
        for one in running:
            one.close()


def test_a_changed_file_is_loaded_anew(home):
    path = home / "lib" / "warmed.py"
    with kernel() as before:
        path.write_text(WARMED + "\nis_new = True\n")
        with kernel() as after:
            assert server_of(after) != server_of(before)
            assert after.run("__import__('warmed').is_new") is True
        assert before.run("hasattr(__import__('warmed'), 'is_new')") is False
    path.write_text(WARMED)


def test_an_idle_server_ends_and_leaves_nothing(home):
    with kernel("brief") as running:
        server = server_of(running)
        time.sleep(1)
        assert is_running(server)  # it has a kernel
    assert wait_until(lambda: not is_running(server))
    assert not socket_of("brief").exists()


def test_visitors_who_ask_for_nothing_keep_no_server_alive():
    """Each server that starts knocks at the others, to see whether they live."""

    def ended_though_visited():
        with place.alone() as here:
            for connection in place._reach_all(here):
                connection.close()
        return not is_running(server)

    with kernel("brief") as running:
        server = server_of(running)
    assert wait_until(ended_though_visited)


def test_stop_leaves_nothing_and_spares_what_runs(home):
    with kernel() as running:
        server = server_of(running)
        place.stop()
        assert list(place.folder().iterdir()) == []
        assert running.run("1") == 1
    assert wait_until(lambda: not is_running(server))


def test_two_hundred_kernels_leave_no_descriptor_zombie_or_memory(home):
    import asyncio

    request = {"argv": [], "env": dict(os.environ), "cwd": "/no/such/folder"}  # ends at once
    asker = provisioner.WarmProvisioner(preload=SPECS["warm"])

    async def ask(n):
        for _ in range(n):
            process = await asker._ask(sys.executable, request)
            while process.poll() is None:
                await asyncio.sleep(0.005)
            assert process.returncode == 1

    def held(pid):
        status = dict(
            line.split(":\t", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines()
        )
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return (
            len([*Path(f"/proc/{pid}/fd").iterdir()]),
            len(children),
            int(status["VmRSS"].split()[0]),
        )

    with kernel() as running:
        server = server_of(running)
        asyncio.run(ask(10))
        before, own = held(server), len([*Path("/proc/self/fd").iterdir()])
        asyncio.run(ask(200))
        after = held(server)
    assert after[:2] == before[:2]
    assert after[2] - before[2] < 2048  # kB
    assert len([*Path("/proc/self/fd").iterdir()]) <= own
