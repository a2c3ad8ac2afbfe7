"""Texts from Jinja2 templates, which come with plugins and are therefore drawn in a sandbox."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from studio.errors import PluginError
from studio.plan.copy import links, markup

LONGEST = 1_000_000
"""Characters that a template may write; no platform takes as many."""


class _Sandbox(ImmutableSandboxedEnvironment):
    """No way out to Python, and no sums that fill the memory."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Only small numbers are multiplied: ``"a" * 10**9`` would be a gigabyte."""
        if not all(isinstance(each, (int, float)) and abs(each) < LONGEST for each in (left, right)):
            raise SecurityError(f"'{operator}' is for small numbers only")
        if operator == "**":
            raise SecurityError("'**' is not for templates")
        return super().call_binop(context, operator, left, right)


class Template:
    """One template, compiled once. Raises PluginError where it is broken; ``name`` says whose it is."""

    def __init__(self, name: str, source: str) -> None:
        self._name = name
        self.is_html = name.endswith(".html.j2")
        self.escapes = name.endswith((".html.j2", ".xml.j2"))
        """Whether what it is given is escaped, since it writes markup."""
        sandbox = _Sandbox(
            autoescape=self.escapes, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False
        )
        sandbox.filters |= {"cdata": markup.cdata, "without_tags": markup.without_tags, "slug": links.slug}
        try:
            self._template = sandbox.from_string(source)
        except TemplateError as error:
            line = f", line {error.lineno}" if isinstance(error, TemplateSyntaxError) else ""
            raise PluginError(f"{name}{line} is no template ({error})", "mend it; docs/posts.md shows how") from error

    def draw(self, values: Mapping[str, Any]) -> str:
        """The text, without blanks at line ends and with at most one empty line between others."""
        pieces, length = [], 0
        try:
            for piece in self._template.generate(values):
                pieces.append(piece)
                length += len(piece)
                if length > LONGEST:
                    raise SecurityError("it writes without end")
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError) as error:
            raise PluginError(f"{self._name} cannot be drawn ({error})", "mend it; docs/posts.md shows how") from error
        lines = (line.rstrip(" \t") for line in "".join(pieces).split("\n"))
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
