"""Noticing that files changed. Events of the system say when to look; what stands on the disk says what has changed.

An event can be lost, doubled, or come from a folder that was deleted and made anew. None of that matters here: every
look compares all files with those of the look before, and there is a look every second without any event.
"""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from watchfiles._rust_notify import RustNotify

POLL = 1.0
"""Seconds between two looks without an event."""
QUIET = 0.03
"""Seconds without an event that end a burst of saves."""
MOST = 0.5
"""Seconds after which files that never come to rest are looked at all the same."""
_STEP = 10
"""Milliseconds for which events are gathered."""
_RACY = 20_000_000
"""Nanoseconds within which a second change of a file can have the same time as the first."""
_MOVING = 5
"""How many numbers tell a file that changed so short a while ago; the last is the time of the look."""

Marks = Mapping[str, tuple[int, ...]]
"""Files with what tells one state of them from another."""

# What editors, browsers and file managers put beside a file for a while.
_TEMPORARY = re.compile(
    r"\.|.*~$|#.*#$|~\$|4913$|.*\.(?:sw[a-z]|tmp|temp|bak|part|crdownload)$|.*___jb_(?:tmp|old)___$", re.IGNORECASE
)


def look(places: Iterable[Path], without: Path) -> Marks:
    """All files at and below `places` that are nobody's temporary ones, but for those below the folder `without`."""
    found: dict[str, tuple[int, ...]] = {}
    seen = {_identity(without)} - {()}
    for place in map(str, places):
        if os.path.isdir(place):
            _walk(place, found, seen)
        else:
            _note(place, found)
    return found


def _walk(folder: str, found: dict[str, tuple[int, ...]], seen: set[tuple[int, ...]]) -> None:
    identity = _identity(folder)
    if identity in seen:  # a link that leads in a circle
        return
    seen.add(identity)
    try:
        entries = list(os.scandir(folder))
    except OSError as error:
        found[folder] = (error.errno or 0,)
        return
    for entry in entries:
        if _TEMPORARY.match(entry.name):
            continue
        try:
            deeper = entry.is_dir()
        except OSError:  # a link to itself
            continue
        if deeper:
            _walk(entry.path, found, seen)
        else:
            _note(entry.path, found)


def _note(path: str, found: dict[str, tuple[int, ...]]) -> None:
    try:
        state = os.stat(path)
    except OSError:
        return
    now, last = time.time_ns(), max(state.st_mtime_ns, state.st_ctime_ns)
    # A file that changed just now may change once more without a trace: it differs at the next look, whatever happens.
    racy = (now,) if 0 <= now - last < _RACY else ()
    found[path] = (state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino, *racy)


def _identity(path: Path | str) -> tuple[int, ...]:
    try:
        state = os.stat(path)
    except OSError:
        return ()
    return (state.st_dev, state.st_ino)


class _Events:
    """The system's events in some folders: each sets `woken`. Where the system gives none, none come."""

    def __init__(self, folders: Iterable[Path], woken: threading.Event, *, recursive: bool) -> None:
        self._woken = woken
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None
        there = [str(folder) for folder in folders if folder.is_dir()]
        try:
            notify = RustNotify(there, False, False, 300, recursive, True)
        except (OSError, RuntimeError):  # no more watches to be had: a look every second has to do
            return
        self._thread = threading.Thread(target=self._listen, args=(notify,), daemon=True)
        self._thread.start()

    def _listen(self, notify: RustNotify) -> None:
        with notify:
            while not self._stopped.is_set():
                try:
                    notify.watch(_STEP, _STEP, 0, self._stopped)
                except RuntimeError:
                    return
                self._woken.set()

    def stop(self) -> None:
        """End it, with its thread."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join()


class Watcher:
    """Tells which files changed. `stop` may be called by any thread, all else by one."""

    def __init__(self, *, listen: bool = True) -> None:
        """Without `listen` there are no events of the system, only a look every second."""
        self._listen = listen
        self._woken = threading.Event()
        self._stopped = threading.Event()
        self._events: tuple[_Events, ...] = ()
        self._aimed: dict[Path, tuple[int, ...]] = {}
        self._places: tuple[Path, ...] = ()
        self._without = Path()
        self._seen: Marks | None = None
        self._stood: Path | None = None

    def watch(self, places: Iterable[Path], without: Path, *, stands: bool = False) -> None:
        """Look at these files and folders from now on, wherever they are; but at nothing in the folder `without`.

        That it is gone is a change all the same, if it was there at the last look or `stands`.
        """
        self._places, self._without = tuple(places), without
        self._stood = without if stands else self._stood

    def wait(self, patience: float | None = None) -> tuple[str, ...]:
        """The files that changed since the last call: at once where there are some, else as soon as there are.

        The first call tells all files. Nothing where it was stopped, or where `patience` (seconds) ran out.
        """
        end = None if patience is None else time.monotonic() + patience
        self._settle(0)
        while not self._stopped.is_set():
            now, changed = self._look()
            first, self._seen = self._seen is None, now
            if changed or first or (end is not None and time.monotonic() >= end):
                return changed
            self._settle(POLL if end is None else min(POLL, max(0.0, end - time.monotonic())))
        return ()

    def _look(self) -> tuple[Marks, tuple[str, ...]]:
        """What there is, and what of it changed; what changes this very moment is given time to come to rest."""
        end, before = time.monotonic() + MOST, self._seen or {}
        while True:
            self._aim()
            now = look(self._places, self._without)
            changed = sorted(path for path in now.keys() | before.keys() if now.get(path) != before.get(path))
            moving = any(len(now.get(path, ())) == _MOVING for path in changed)
            if not moving or time.monotonic() >= end or self._stopped.is_set():
                return now, (*changed, *self._gone())
            self._settle(QUIET)

    def _gone(self) -> tuple[str, ...]:
        """The folder `without`, where it was there at the look before and is not now, nor a moment later."""
        if self._without.is_dir():
            self._stood = self._without
        elif self._stood == self._without:
            self._stopped.wait(QUIET)  # another one may be about to take its place
            if not self._without.is_dir():
                self._stood = None
                return (str(self._without),)
        return ()

    def outdated(self) -> bool:
        """Whether a file is not as it was told last, so that the next `wait` will tell it at once."""
        return look(self._places, self._without) != self._seen

    def _settle(self, longest: float) -> None:
        """Wait for an event, and for the end of the burst that it may begin."""
        if not self._woken.wait(longest):
            return
        end = time.monotonic() + MOST
        while time.monotonic() < end and not self._stopped.is_set():
            self._woken.clear()
            if not self._woken.wait(QUIET):
                return

    def _aim(self) -> None:
        """Listen to the folders that there are now: one that was made anew is another one to the system."""
        folders = [place for place in self._places if place.is_dir()]
        parents = {place.parent for place in self._places}
        aimed = {folder: _identity(folder) for folder in (*folders, *parents)}
        if aimed == self._aimed:
            return
        for events in self._events:
            events.stop()
        self._aimed = aimed
        if self._listen:
            self._events = (
                _Events(folders, self._woken, recursive=True),
                _Events(parents, self._woken, recursive=False),
            )

    @property
    def stopped(self) -> bool:
        """Whether `stop` was called."""
        return self._stopped.is_set()

    def stop(self) -> None:
        """End a `wait`, and all that follow."""
        self._stopped.set()
        self._woken.set()

    def close(self) -> None:
        """Stop, and let go of what the system gave."""
        self.stop()
        for events in self._events:
            events.stop()
