"""What a check has found, as text for people and as JSON for programs."""

import json
import shutil
import sys
import textwrap
from dataclasses import asdict, dataclass
from typing import Literal

LABELS = {"ok": "ok", "warning": "warning", "problem": "PROBLEM", "skipped": "-"}
INDENT = 9


@dataclass(frozen=True)
class Finding:
    name: str
    state: Literal["ok", "warning", "problem", "skipped"]
    message: str
    remedy: str = ""


def is_well(findings: list[Finding]) -> bool:
    return all(finding.state != "problem" for finding in findings)


def as_json(findings: list[Finding]) -> str:
    found = [asdict(finding) for finding in findings]
    return json.dumps({"ok": is_well(findings), "findings": found}, indent=2)


def as_text(findings: list[Finding]) -> str:
    """Lines are broken for a terminal only, so that `grep` finds them whole elsewhere."""
    width = max(shutil.get_terminal_size().columns, 60) if sys.stdout.isatty() else sys.maxsize
    column = max(len(finding.name) for finding in findings) + 2
    lines = [line for finding in findings for line in _lines(finding, column, width)]
    return "\n".join([*lines, "", _summary(findings)])


def _lines(finding: Finding, column: int, width: int) -> list[str]:
    margin = " " * (INDENT + column)
    start = f"{LABELS[finding.state]:<{INDENT}}{finding.name:<{column}}"
    texts = [(start, finding.message)]
    if finding.remedy:
        texts.append((f"{margin}To do: ", finding.remedy))
    return [
        line
        for first, text in texts
        for line in textwrap.wrap(
            first + " ".join(text.split()),
            width,
            subsequent_indent=margin,
            break_long_words=False,
            break_on_hyphens=False,
        )
    ]


def _summary(findings: list[Finding]) -> str:
    problems = [finding.name for finding in findings if finding.state == "problem"]
    if problems:
        return f"Not everything works: {', '.join(problems)}."
    if any(finding.state == "warning" for finding in findings):
        return "Everything that was checked works. See the warnings above."
    return "Everything that was checked works."
