"""Promises of `waymark_guide.core.parallel`: every task runs, each result is in its place, and no process outlives its parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

import pytest

from waymark_guide.core.parallel import run_all

ROOT = Path(__file__).parents[2]
PROGRAM = """
import os, sys, time
from functools import partial
from waymark_guide.core.parallel import run_all

def work(number):
    with open(sys.argv[1], "a") as file:
        file.write(f"{os.getpid()}\\n")
    time.sleep(60)

run_all([partial(work, number) for number in range(6)], processes=3)
"""


def _square(number: int) -> int:
    return number * number


@pytest.mark.parametrize("processes", [1, 2, 5])
def test_results_are_in_the_order_of_the_tasks(processes: int) -> None:
    """Results are in the order of the tasks for any number of processes."""
    assert run_all([partial(_square, number) for number in range(40)], processes=processes) == [number * number for number in range(40)]
    assert run_all([], processes=processes) == []


IN_A_PROCESS_OF_ITS_OWN = """
import os, time
from functools import partial
from waymark_guide.core.parallel import run_all, start_all
from waymark_guide.core.errors import KnowledgeBaseError

here, seen = os.getpid(), ["before"]
results = start_all([lambda: (os.getpid(), list(seen))] * 3, processes=2)
time.sleep(3)
seen.append("after")
assert any(pid != here and words == ["before"] for pid, words in results())

def fail(number):
    if number == 7:
        raise KnowledgeBaseError("seven", about="7")
    return number

try:
    run_all([partial(fail, number) for number in range(20)], processes=3)
except KnowledgeBaseError as error:
    assert (str(error), error.about) == ("seven", "7")
else:
    raise AssertionError("nothing was raised")

def end_elsewhere(number):
    if os.getpid() != here:
        os._exit(9)
    return number

assert run_all([partial(end_elsewhere, number) for number in range(20)], processes=3) == list(range(20))
assert len(set(run_all([partial(lambda: (time.sleep(0.5), os.getpid())[1])] * 12, processes=3))) == 3
print("all is well")
"""


def test_workers_run_tasks() -> None:
    """Workers share the memory of the moment they were forked. Their errors are raised here, and tasks of killed workers run here."""
    run = subprocess.run([sys.executable, "-c", IN_A_PROCESS_OF_ITS_OWN], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert run.stdout == "all is well\n", run.stderr


def test_tasks_run_here_while_other_threads_run() -> None:
    """A process with threads cannot be forked safely."""
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert set(run_all([os.getpid] * 4, processes=3)) == {os.getpid()}
    finally:
        done.set()
        other.join()


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_worker_outlives_its_parent(tmp_path: Path, sent: signal.Signals) -> None:
    """However the program ends, its workers end too, even in the middle of a task."""
    noted = tmp_path / "processes"
    program = subprocess.Popen([sys.executable, "-c", PROGRAM, str(noted)], cwd=ROOT, stderr=subprocess.DEVNULL)
    pids = _wait_for(lambda: set(noted.read_text(encoding="utf-8").split()) if noted.exists() else set(), 3)
    program.send_signal(sent)
    left = pids - {str(program.pid)}
    assert len(left) == 2
    if sent is signal.SIGINT:  # the program waits for what is at work, unless it is ended too; a build ends itself at once
        program.kill()
    program.wait(timeout=20)
    _wait_for(lambda: {pid for pid in left if not _is_running(pid)}, 2)


def _wait_for(look: object, size: int) -> set[str]:
    for _ in range(200):
        found: set[str] = look()  # type: ignore[operator]
        if len(found) == size:
            return found
        time.sleep(0.1)
    message = f"{size} were expected, and there are {found}"
    raise AssertionError(message)


def _is_running(pid: str) -> bool:
    try:
        return Path("/proc", pid, "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
