"""Asking a plugin's own code about an output or a post. Whatever it does, a verdict comes back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from studio.check.evidence import Evidence
from studio.check.finding import Finding
from studio.check.verdict import Verdict, unknown, warned
from studio.check.weighing import tip_finding
from studio.errors import PluginError
from studio.messages import Message, msg
from studio.platforms import hooks
from studio.platforms.contract import Platform, Tip
from studio.platforms.hooks import Code, Copy, HookKind
from studio.platforms.isolation import worker

_BROKEN = msg("The plugin '{plugin}' is broken: {fault}. Mend it, and look for yourself: {advice}")


def ask_about_file(tip: Tip, evidence: Evidence) -> Verdict:
    """What the check that ``tip`` names says about one output; ``n/a`` where nobody has a check of that name."""
    return _ask(tip, evidence.target.platform, "check", evidence)


def check_copy(copy: Copy, platform: Platform) -> tuple[Finding, ...]:
    """What the platform's own copy rules say about one post."""
    return tuple(
        tip_finding(tip, _ask(tip, platform, "copy_rule", copy), platform)
        for tip in platform.tips
        if is_copy_rule(tip, platform)
    )


def is_copy_rule(tip: Tip, platform: Platform) -> bool:
    """Whether a tip names one of the plugin's own rules about posts."""
    return bool(tip.check and platform.code and platform.code.hook(tip.check, "copy_rule"))


def _ask(tip: Tip, platform: Platform, kind: HookKind, about: Evidence | Copy) -> Verdict:
    code = platform.code
    if code and code.left_out:
        return unknown(
            msg(
                "The plugin's code is not run: its folder is not trusted; look for yourself: {advice}",
                advice=Message(id=tip.advice),
            )
        )
    if tip.check is None or code is None or code.hook(tip.check, kind) is None:
        return unknown(
            msg(
                "The studio has no check called '{check}'; look for yourself: {advice}",
                check=tip.check or "", advice=Message(id=tip.advice),
            )
        )  # fmt: skip
    verdict = _run(code, tip.check, about, tip.with_)
    if isinstance(verdict, Verdict):
        return verdict
    fault = msg("its '{check}' {fault}", check=tip.check, fault=verdict)
    told = {"plugin": platform.slug, "fault": fault, "advice": Message(id=tip.advice)}
    return warned(_BROKEN.model_copy(update={"values": told}))


def fault_in(finding: Finding) -> str | None:
    """What a finding says is wrong with the plugin's own code; ``None`` where it is about the file."""
    said = finding.said
    return f"{said.values['fault']}" if said and said.id == _BROKEN.id else None


def _run(code: Code, name: str, about: Evidence | Copy, given: dict[str, Any]) -> Verdict | Message:
    """The verdict, or what went wrong instead of one."""
    if not code.confined:
        return _call(code.file, name, about, given)
    try:
        return worker().run((code.file, code.file.stat().st_mtime_ns, name), _call, code.file, name, about, given)
    except (PluginError, OSError) as error:
        return msg("was stopped ({why})", why=error.problem) if isinstance(error, PluginError) else msg("is gone")


def _call(file: Path, name: str, about: Evidence | Copy, given: dict[str, Any]) -> Verdict | Message:
    """Call the plugin's function, in whatever process this is."""
    try:
        verdict = hooks.function(file, name)(about, **given)
        if not isinstance(verdict, Verdict):
            return msg("gave {value} and no verdict (file {file})", value=_short(verdict), file=file.name)
        return Verdict.model_validate_json(verdict.model_dump_json())  # plain data, whatever it had measured
    except (Exception, SystemExit) as error:  # noqa: BLE001 - somebody else's code may raise anything
        at = hooks.blame(error, file)
        if at.line is None:
            return msg("raised {error} ({file})", error=at.said, file=file.name)
        return msg("raised {error} ({file}, line {line})", error=at.said, file=file.name, line=at.line)


def _short(value: object) -> str:
    return f"{type(value).__name__} {value!r:.40}"
