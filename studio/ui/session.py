"""What one browser tab works on: a master, the decisions about it, and the pack made from both."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from studio import demo
from studio.check.subtitles import check_subtitles
from studio.copywriting import write_texts
from studio.delivering import write_pack
from studio.errors import InputRefused
from studio.export import Prepared, Production, prepare, produce, renewed
from studio.ingest.copy_file import together
from studio.ingest.copytext import Copy
from studio.messages import ENGLISH, Message
from studio.plan.edits import Edits, PlacementEdits, Waiver
from studio.platforms.contract import Platform, Target
from studio.platforms.discovery import Place
from studio.platforms.problem import Problem
from studio.progress import Event, OnEvent
from studio.ui import media
from studio.ui.jobs import Job, Jobs
from studio.ui.trial import Trial, try_out
from studio.ui.uploads import Uploads
from studio.values import Frozen

_DEMO = "demo"


class Source(Frozen):
    """Where a master comes from: uploads by their ids, or the demo."""

    master: str | None
    """``None``: the demo master."""
    subtitles: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """As one word for a page's address: whoever knows it may see this master, as with the uploads' own ids."""
        return "-".join((self.master or _DEMO, *self.subtitles))

    @classmethod
    def from_address(cls, address: str) -> Self | None:
        """What ``address`` came from; ``None`` for an empty one."""
        master, *subtitles = address.split("-")
        return cls(master=None if master == _DEMO else master, subtitles=tuple(subtitles)) if address else None

    def prepare(self, store: Uploads, cache: Path, on_event: OnEvent, stop: threading.Event) -> Prepared:
        """Let it in and look at it. Raises InputRefused."""
        if self.master is None:
            on_event(Event(stage="read", message="Drawing the demo master"))
            made = demo.make(cache / "demo")
            return prepare(made.path, made.subtitles, cache=cache, on_event=on_event, cancelled=stop)
        paths = [store.path(key) for key in self.subtitles]
        name = store.find(self.master).name
        try:
            prepared = prepare(
                store.path(self.master), paths, cache=cache, name=name, on_event=on_event, cancelled=stop
            )
        except InputRefused as error:
            raise InputRefused(store.in_own_name(error.problem), store.in_own_name(error.remedy)) from error
        return _with_names(prepared, store)


class Delivery(Frozen):
    """A finished pack."""

    targets: tuple[Target, ...]
    """All that it was asked for, in their order."""
    production: Production
    zip: Path


@dataclass
class Session:
    """Everything that one tab holds. Its pages read it; only these methods change it."""

    jobs: Jobs
    uploads: Uploads
    cache: Path
    packs: Path
    source: Source | None = None
    preparing: Job[Prepared] | None = None
    prepared: Prepared | None = None
    edits: Edits = field(default_factory=Edits)
    copies: dict[str, Copy] = field(default_factory=dict)
    """The words that go with the master, by language; the next pack has posts from them."""
    making: Job[Delivery] | None = None
    delivery: Delivery | None = None
    trying: Job[Trial] | None = None
    tried_targets: tuple[Target, ...] = ()
    trial: Trial | None = None
    """What the last platform that was tried made."""
    trial_problem: str = ""
    outgoing: Path | None = None
    """The pack before the one that is handed over."""
    undoable: dict[str, PlacementEdits] = field(default_factory=dict)
    """By placement what was decided about it before its last fix was taken."""
    anew: tuple[Target, ...] = ()
    """What the running or last job makes."""
    language: str = ENGLISH
    """Of the next pack's report."""
    problem: str = ""
    """One line: why the last job gave nothing."""
    broken: tuple[Problem, ...] = ()
    """Why plugins were left out; a pack says so too."""

    def bring(self, source: Source | None) -> None:
        """Work on another master, or on none; what was made from the one before is put away."""
        if source == self.source:
            return
        for job in (self.preparing, self.making):
            if job:
                job.cancel()
        if source is None or self.source is None or source.master != self.source.master:
            self.edits, self.undoable = Edits(), {}
        self.source, self.prepared, self.delivery = source, None, None
        self.preparing, self.making, self.problem = None, None, ""
        if source:
            self.look(source)

    def look(self, source: Source) -> None:
        """Let the master in and look at it, unless that is going on; again after a stop."""
        if self.preparing:
            return
        self.problem = ""
        self.preparing = self.jobs.start(
            lambda on_event, stop: source.prepare(self.uploads, self.cache, on_event, stop)
        )

    def make(self, targets: Sequence[Target]) -> None:
        """Make a pack for ``targets``, unless one is being made."""
        self._start(tuple(targets), None)

    def remake(self, target: Target, change: PlacementEdits | None) -> None:
        """Make one output anew after a decision about it (``None``: back to automatic), unless a job is running.

        The pack's other outputs stay as they are.
        """
        if self.making:
            return
        self.undoable = {name: own for name, own in self.undoable.items() if name != target.id}
        if change is None:
            self.forget(target.id)
        else:
            self.decide(target.id, change)
        self._start((target,), self.delivery)

    def mend(self, target: Target, change: PlacementEdits) -> None:
        """Take a fix: remake one output with it, so that it can be undone; unless a job is running."""
        if self.making:
            return
        before = self.edits.placements.get(target.id, PlacementEdits())
        self.remake(target, change.on_top_of(self.edits.of(target.id)))
        self.undoable = {**self.undoable, target.id: before}

    def undo(self, target: Target) -> None:
        """Back to what was decided before the last fix, unless a job is running."""
        if self.making or target.id not in self.undoable:
            return
        self.edits = self.edits.replaced({target.id: self.undoable[target.id]})
        self.undoable = {name: own for name, own in self.undoable.items() if name != target.id}
        self._start((target,), self.delivery)

    def waive(self, target: Target, waiver: Waiver) -> None:
        """Somebody answers for one finding about one output, unless a job is running."""
        if self.making:
            return
        self.edits = self.edits.waived(waiver)
        self._start((target,), self.delivery)

    def unwaive(self, target: Target, rule: str) -> None:
        """Nobody answers for it any more, unless a job is running."""
        if self.making:
            return
        self.edits = self.edits.unwaived(rule, target.id)
        self._start((target,), self.delivery)

    def _start(self, targets: tuple[Target, ...], before: Delivery | None) -> None:
        prepared, edits, copies = self.prepared, self.edits, together(self.copies.values())
        assert prepared
        if self.making:  # a click from before the page showed it: that job's pack must not be lost
            return

        def work(on_event: OnEvent, stop: threading.Event) -> Delivery:
            made = produce(prepared, targets, edits, cache=self.cache, on_event=on_event, cancelled=stop)
            every = before.targets if before else targets
            whole = renewed(before.production, made, every) if before else made
            written = write_texts(copies, every, whole.master.name, whole.pictures, waivers=edits.waivers)
            whole = whole.model_copy(update={"written": written})
            return Delivery(targets=every, production=whole, zip=self._pack(whole))

        self.problem, self.anew = "", targets
        self.making = self.jobs.start(work)

    def try_out(self, platform: Platform, place: Place) -> None:
        """Make a platform's outputs beside the pack, unless one is being tried."""
        if self.trying:
            return
        prepared = self.prepared
        self.trial, self.trial_problem = None, ""
        self.tried_targets = tuple(Target(platform=platform, placement=each) for each in platform.placements)
        self.trying = self.jobs.start(
            lambda on_event, stop: try_out(platform, place, prepared, cache=self.cache, on_event=on_event, stop=stop)
        )

    def decide(self, placement: str, change: PlacementEdits) -> None:
        """Add a decision by hand about one placement ("*": all of them)."""
        own = self.edits.placements.get(placement, PlacementEdits())
        decided = {name: getattr(change, name) for name in change.model_fields_set}
        merged = own.model_copy(update=decided)
        self.edits = self.edits.model_copy(update={"placements": {**self.edits.placements, placement: merged}})

    def forget(self, placement: str) -> None:
        """Back to what the studio derives by itself."""
        kept = {name: own for name, own in self.edits.placements.items() if name != placement}
        self.edits = self.edits.model_copy(update={"placements": kept})

    def watch(self) -> None:
        """Somebody has a page of this session open."""
        for job in (self.preparing, self.making, self.trying):
            if job:
                job.watch()

    def collect(self) -> None:
        """Take over what finished jobs have brought."""
        if self.preparing and not self.preparing.alive:
            self.prepared, self.problem, self.preparing = self.preparing.result, _why(self.preparing), None
        if self.making and not self.making.alive:
            if self.making.result:
                self._replace(self.making.result)
            self.problem, self.making = _why(self.making), None
        if self.trying and not self.trying.alive:
            self.trial, self.trial_problem, self.trying = self.trying.result, _why(self.trying), None

    def _replace(self, delivery: Delivery) -> None:
        """Hand over a new pack. The one before stays for one more round: somebody may just be taking it."""
        if self.outgoing:
            self.outgoing.unlink(missing_ok=True)
        self.outgoing = self.delivery.zip if self.delivery else None
        self.delivery = delivery

    def _pack(self, production: Production) -> Path:
        self.packs.mkdir(parents=True, exist_ok=True)
        media.expire(self.packs)
        out = self.packs / f"{secrets.token_hex(16)}.zip"
        write_pack(production, out, self.broken, cache=self.cache, language=self.language)
        return out


def _why(job: Job[Prepared] | Job[Delivery] | Job[Trial]) -> str:
    return job.problem or ("Stopped. What was finished is kept." if job.state == "cancelled" else "")


def _in_own_name(note: Message | str, store: Uploads) -> Message | str:
    if isinstance(note, str):
        return store.in_own_name(note)
    named = {gap: store.in_own_name(value) for gap, value in note.values.items() if isinstance(value, str)}
    return note.model_copy(update={"values": note.values | named})


def _with_names(prepared: Prepared, store: Uploads) -> Prepared:
    """Subtitles and notes with the names that people gave their files; in the store they lie under others."""
    master = prepared.master
    named = {
        "subtitles": tuple(
            track.model_copy(update={"name": store.in_own_name(track.name)}) for track in master.subtitles
        ),
        "notes": tuple(_in_own_name(note, store) for note in master.notes),
    }
    master = master.model_copy(update=named)
    checked = check_subtitles(master, prepared.analysis)  # their names say which language they are meant to be in
    return prepared.model_copy(update={"master": master, "subtitles": checked})
