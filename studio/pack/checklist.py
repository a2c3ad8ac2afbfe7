"""What only a person can do: the same advice for several outputs is told once."""

from __future__ import annotations

from collections.abc import Iterable

from studio.check.finding import Finding
from studio.pack.manifest import PackedOutput
from studio.values import Frozen


class Item(Frozen):
    """One thing to do by hand."""

    finding: Finding
    placements: tuple[str, ...]
    """The outputs that it is about, by their ids."""

    @property
    def key(self) -> tuple[str, str]:
        """The same for whatever is told once."""
        return self.finding.rule, self.finding.message


def checklist(outputs: Iterable[PackedOutput]) -> tuple[Item, ...]:
    """All that is to do for these outputs, each thing once, in the order in which it is met first."""
    found: dict[tuple[str, str], Item] = {}
    for output in outputs:
        for finding in output.findings:
            if finding.level == "todo":
                item = Item(finding=finding, placements=())
                known = found.get(item.key, item)
                found[item.key] = known.model_copy(update={"placements": (*known.placements, output.placement)})
    return tuple(found.values())


def of_campaign(findings: Iterable[Finding]) -> tuple[tuple[Finding, ...], ...]:
    """What the campaign leaves to people; those that ask for the same thing, such as a brief, are together."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.level == "todo":
            found.setdefault(finding.message, []).append(finding)
    return tuple(map(tuple, found.values()))


def everywhere(items: Iterable[Item], outputs: Iterable[PackedOutput]) -> tuple[Item, ...]:
    """Those items that are about every output of a pack with several."""
    placements = {output.placement for output in outputs}
    return tuple(item for item in items if len(placements) > 1 and set(item.placements) == placements)


def beside(general: Iterable[Item], outputs: Iterable[PackedOutput]) -> tuple[Item, ...]:
    """What is to do for these outputs and not told for all already."""
    told = {item.key for item in general}
    return tuple(item for item in checklist(outputs) if item.key not in told)
