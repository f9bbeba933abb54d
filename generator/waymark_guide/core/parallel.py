"""Runs tasks on all processors, in processes that see everything as it was when they began, and that end when this one does.

The processes are forked from this one, so nothing is handed to them; only their results are handed back. Where a process cannot be forked safely (on
Windows and macOS, or while other threads run), the tasks run here, one after another.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future

T = TypeVar("T")
_tasks: list[Callable[[], Any]] = []
"""In a worker process: the tasks of the process that it was forked from."""


def run_all(tasks: Sequence[Callable[[], T]], *, processes: int | None = None) -> list[T]:
    """The results of tasks, in their order; see `start_all`."""
    return start_all(tasks, processes=processes)()


def start_all(tasks: Sequence[Callable[[], T]], *, processes: int | None = None) -> Callable[[], list[T]]:
    """Let the other processes begin, and give a function, to be called once, that does the rest together with them and gives all results.

    Args:
        tasks: what to do. What a task changes in memory is lost where another process ran it; what it writes to disk is not.
        processes: how many processes work, this one included; without it, one for each processor.
    """
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    helpers = min(processes or available, len(tasks)) - 1
    if helpers > 0 and sys.platform.startswith("linux") and threading.active_count() == 1:
        try:
            pool = ProcessPoolExecutor(helpers, multiprocessing.get_context("fork"), initializer=_begin_to_work, initargs=(tasks,))
            futures = [pool.submit(_run_task, number) for number in range(len(tasks))]
        except (OSError, NotImplementedError, BrokenProcessPool):  # there is no room for more processes, or the system ends them
            pass
        else:
            return lambda: _collect(pool, futures, tasks)
    return lambda: [task() for task in tasks]


def _collect(pool: ProcessPoolExecutor, futures: Sequence[Future[T]], tasks: Sequence[Callable[[], T]]) -> list[T]:
    """Run here what no other process has begun, from the end, and wait for the rest."""
    try:
        here = {number: tasks[number]() for number in reversed(range(len(tasks))) if futures[number].cancel()}
        return [here[number] if number in here else _result_of(futures[number], tasks[number]) for number in range(len(tasks))]
    finally:
        pool.shutdown(cancel_futures=True)


def _result_of(future: Future[T], task: Callable[[], T]) -> T:
    """The result of a task, which is run again here where its process was ended from outside, for want of memory perhaps."""
    try:
        return future.result()
    except BrokenProcessPool:
        return task()


def _begin_to_work(tasks: Sequence[Callable[[], Any]]) -> None:
    """What a worker does first: take the tasks, leave Ctrl+C to the process that it serves, and watch that process."""
    _tasks[:] = tasks
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _run_task(number: int) -> Any:  # noqa: ANN401 (whatever the task gives)
    return _tasks[number]()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
