"""Runs in the child process, in the moment before FFmpeg takes its place: limits that stay with it.

``python confined.py PARENT NICENESS MEMORY FILE_SIZE COMMAND...``, sizes in bytes. Started as a script of its own;
nothing imports it, and it imports nothing of the studio, so that it starts in some 20 ms.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys

_PR_SET_PDEATHSIG = 1
"""Linux, prctl(2)."""


def _die_with(parent: int) -> None:
    """Have the kernel kill this process when the studio ends, however it ends (Linux alone offers that)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit("the studio ended before FFmpeg began")


def _at_most(kind: int, wanted: int) -> None:
    _, hard = resource.getrlimit(kind)
    limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(kind, (limit, limit))


def main() -> None:
    parent, niceness, memory, file_size = map(int, sys.argv[1:5])
    _die_with(parent)
    os.nice(niceness)
    # RLIMIT_DATA counts what is really private and writable; RLIMIT_AS would count address space that the C library
    # only reserves for each thread, and fail on machines with many cores.
    _at_most(resource.RLIMIT_DATA, memory)
    _at_most(resource.RLIMIT_FSIZE, file_size)
    os.execv(sys.argv[5], sys.argv[5:])  # noqa: S606 - the command that studio.render.ffmpeg made


if __name__ == "__main__":
    main()
