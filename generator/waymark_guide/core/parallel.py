"""Runs tasks on all processors, in worker processes that end when this process ends.

The workers are forked from this process, so they share its memory as it was at that moment, and send only results back. Where forking is not safe (on
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
"""In a worker: the tasks of the process that forked it."""


def run_all(tasks: Sequence[Callable[[], T]], *, processes: int | None = None) -> list[T]:
    """Run tasks and return their results, in their order; see `start_all`."""
    return start_all(tasks, processes=processes)()


def start_all(tasks: Sequence[Callable[[], T]], *, processes: int | None = None) -> Callable[[], list[T]]:
    """Start tasks in worker processes.

    Args:
        tasks: the functions to call. A change that a task makes in memory is lost where a worker ran it.
        processes: how many processes work, including this one; without it, one for each processor.

    Returns:
        A function, to be called once, that runs the remaining tasks here and returns all results in order.
    """
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    helpers = min(processes or available, len(tasks)) - 1
    if helpers > 0 and sys.platform.startswith("linux") and threading.active_count() == 1:
        try:
            pool = ProcessPoolExecutor(helpers, multiprocessing.get_context("fork"), initializer=_start_worker, initargs=(tasks,))
            futures = [pool.submit(_run_task, number) for number in range(len(tasks))]
        except (OSError, NotImplementedError, BrokenProcessPool):  # the system refuses or ends the workers
            pass
        else:
            return lambda: _collect(pool, futures, tasks)
    return lambda: [task() for task in tasks]


def _collect(pool: ProcessPoolExecutor, futures: Sequence[Future[T]], tasks: Sequence[Callable[[], T]]) -> list[T]:
    """Run here, from the last one, the tasks that no worker has started, and wait for the others."""
    try:
        here = {number: tasks[number]() for number in reversed(range(len(tasks))) if futures[number].cancel()}
        return [here[number] if number in here else _get_result(futures[number], tasks[number]) for number in range(len(tasks))]
    finally:
        pool.shutdown(cancel_futures=True)


def _get_result(future: Future[T], task: Callable[[], T]) -> T:
    """Get the result of a task. Run it here where its worker was killed, for lack of memory perhaps."""
    try:
        return future.result()
    except BrokenProcessPool:
        return task()


def _start_worker(tasks: Sequence[Callable[[], Any]]) -> None:
    """Prepare a worker: it keeps the tasks, ignores Ctrl+C, and ends when its parent ends."""
    _tasks[:] = tasks
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _run_task(number: int) -> Any:  # noqa: ANN401 (a task returns any type)
    return _tasks[number]()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
