"""Tasks are done by several processes as by one, and a process that dies takes one task with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.engines import processes, serial

ROOT = Path(__file__).parent.parent.parent


def _work(job: int, task: int) -> int:
    if task == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    if task == 14:
        os._exit(3)
    return job * task


def _pid(job: object, task: int) -> int:
    time.sleep(0.01)
    return os.getpid()


def test_one_process_does_them_in_order() -> None:
    assert list(serial.each(_work, 2, [1, 2, 3])) == [(1, 2), (2, 4), (3, 6)]


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_several_processes_do_the_same(jobs: int) -> None:
    assert sorted(processes.each(_work, 2, range(7), jobs)) == [(task, 2 * task) for task in range(7)]


def test_there_may_be_nothing_to_do() -> None:
    assert list(processes.each(_work, 2, [], 2)) == []


def test_the_work_is_shared() -> None:
    pids = {pid for _, pid in processes.each(_pid, None, range(20), 2)}
    assert len(pids) == 2
    assert os.getpid() not in pids


@pytest.mark.parametrize("jobs", [1, 3])
def test_a_process_that_dies_takes_its_task_with_it_and_no_other(jobs: int) -> None:
    done = dict(processes.each(_work, 1, range(10, 20), jobs))
    assert sorted(done) == list(range(10, 20))
    died = {task: result.how for task, result in done.items() if isinstance(result, processes.Died)}
    assert died == {13: "signal 9", 14: "exit code 3"}


def test_whoever_stops_asking_leaves_no_process_behind() -> None:
    results = processes.each(_pid, None, range(100), 2)
    _, pid = next(results)
    results.close()
    assert isinstance(pid, int)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_workers_do_not_outlive_a_parent_that_is_killed(tmp_path: Path) -> None:
    program = (
        "import os, sys, time\nfrom tests.engines.test_engines import _pid\nfrom generator.engines import processes\n"
        "for task, pid in processes.each(_pid, None, range(10**6), 2):\n    print(pid, flush=True)\n"
    )
    run = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    pids = {int(run.stdout.readline()) for _ in range(10)}
    run.kill()
    # The pipe ends when the last process that could write to it has ended.
    run.stdout.read()
    run.wait()
    assert len(pids) == 2
