"""`python -m tools.type_check [--write]`: pyright over everything, eased where type_check_exempt.txt says so.

The stubs of cv2 and PySide6 are stricter than their libraries (None for a missing mask, keyword setters in
constructors), so these files have errors of those rules that are none. All other rules hold everywhere. The list is to
become shorter: what no longer needs to stand there is named at the end. `--write` makes it as pyright finds it now.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
EXEMPT = Path(__file__).with_name("type_check_exempt.txt")
EASED = frozenset({"reportArgumentType", "reportAttributeAccessIssue", "reportCallIssue", "reportOptionalMemberAccess"})
# A test may take for granted what another one asserts.
EASED_IN_TESTS = EASED | {
    *("reportGeneralTypeIssues", "reportIndexIssue", "reportOperatorIssue"),
    *("reportOptionalCall", "reportOptionalSubscript"),
}


def main(words: list[str]) -> int:
    """Exit code 1 where something is wrong."""
    done = subprocess.run(
        [sys.executable, "-m", "pyright", "--outputjson", "--level", "error"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=False,
    )
    try:
        findings = json.loads(done.stdout)["generalDiagnostics"]
    except (ValueError, KeyError):
        print(done.stdout)
        return 1
    eased = {file_of(finding) for finding in findings if may_be_eased(finding)}
    if "--write" in words:
        write_exempt(eased)
    exempt = exempt_files()
    wrong = [f for f in findings if not (may_be_eased(f) and file_of(f) in exempt)]
    for finding in wrong:
        line = finding["range"]["start"]["line"] + 1
        print(f"{file_of(finding)}:{line}: {finding['message']} ({finding.get('rule', '')})")
    for file in sorted(exempt - eased):
        print(f"{file} need not stand in {EXEMPT.name} any more")
    print(f"{len(wrong)} errors; {len(eased & exempt)} files with eased rules")
    return 1 if wrong else 0


def file_of(finding: dict[str, Any]) -> str:
    """Its path from the root, with / between."""
    return Path(finding["file"]).relative_to(ROOT).as_posix()


def may_be_eased(finding: dict[str, Any]) -> bool:
    return finding.get("rule") in (EASED_IN_TESTS if file_of(finding).startswith("tests/") else EASED)


def exempt_files() -> set[str]:
    lines = EXEMPT.read_text(encoding="utf-8").splitlines()
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


def write_exempt(files: set[str]) -> None:
    """With the comment at the head of the list as it is."""
    head = [line for line in EXEMPT.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    EXEMPT.write_text("\n".join([*head, *sorted(files)]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
