"""What was found of the citations, shown."""

from __future__ import annotations

from collections import Counter
from typing import Any

import click

from pathfinder.cli.common import ANSWERED, PROBLEMS
from pathfinder.i18n import _
from pathfinder.language.problems import Place
from pathfinder.sources.lock import Finding


def _bad(finding: Finding) -> bool:
    return finding.status in ("changed", "ambiguous", "gone") or not finding.locked


def report(findings: list[Finding], form: str) -> int:
    """Show what was found; the exit code."""
    if form == "json":
        import msgspec

        from pathfinder.cli.common import write_bytes

        write_bytes(msgspec.json.encode([_as_json(finding) for finding in findings]))
    else:
        for finding in findings:
            if _bad(finding) or finding.status == "moved":
                _show(finding)
        counts = Counter(finding.status for finding in findings)
        listed = ", ".join(f"{count} {status}" for status, count in sorted(counts.items()))
        unlocked = sum(not finding.locked for finding in findings)
        searched = [finding for finding in findings if finding.status != "not searched"]
        if not searched:
            click.echo(
                _(
                    "No documents were searched: this is what the lock remembers of the citations as they stand."
                )
            )
            known = sum(finding.locked for finding in findings)
            click.echo(
                _("{known} verified earlier and unchanged since; {new} changed or new").format(
                    known=known, new=len(findings) - known
                )
            )
        click.echo(
            _("{all} citations: {listed}; {unlocked} not in the lock as they stand").format(
                all=len(findings), listed=listed, unlocked=unlocked
            )
        )
    return PROBLEMS if any(_bad(finding) for finding in findings) else ANSWERED


def _as_json(finding: Finding) -> dict[str, Any]:
    citation = finding.citation
    return {
        "citation": citation.id, "document": citation.document, "status": finding.status,
        "locked": finding.locked, "detail": finding.detail, "suggestion": finding.suggestion,
        "start": finding.passage.start if finding.passage else None,
        "end": finding.passage.end if finding.passage else None,
        "file": citation.file, "line": citation.line, "column": citation.column,
    }  # fmt: skip


def _show(finding: Finding) -> None:
    citation = finding.citation
    place = Place(citation.file, citation.line, citation.column)
    click.echo(f"{place}: {citation.id}: {finding.status}: {finding.detail}")
    if finding.suggestion:
        click.echo("  " + _("nearest place: {text}").format(text=finding.suggestion))
