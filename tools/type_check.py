"""`python -m tools.type_check`: pyright over everything, with four rules eased in the files of type_check_exempt.txt.

The stubs of cv2 and PySide6 are stricter than their libraries (None for a missing mask, keyword setters in
constructors), so these files have errors of those rules that are none. All other rules hold everywhere. The list is to
become shorter: what no longer needs to stand there is named at the end.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXEMPT = Path(__file__).with_name("type_check_exempt.txt")
EASED = frozenset({
    "reportArgumentType",
    "reportAttributeAccessIssue",
    "reportCallIssue",
    "reportOptionalMemberAccess",
})  # fmt: skip


def main() -> int:
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
    exempt = exempt_files()
    wrong, eased = [], set()
    for finding in findings:
        file = Path(finding["file"]).relative_to(ROOT).as_posix()
        if finding.get("rule") in EASED and file in exempt:
            eased.add(file)
        else:
            line = finding["range"]["start"]["line"] + 1
            wrong.append(f"{file}:{line}: {finding['message']} ({finding.get('rule', '')})")
    for line in wrong:
        print(line)
    for file in sorted(exempt - eased):
        print(f"{file} need not stand in {EXEMPT.name} any more")
    print(f"{len(wrong)} errors; {len(eased)} files with eased rules")
    return 1 if wrong else 0


def exempt_files() -> set[str]:
    """Paths from the root, with / between."""
    lines = EXEMPT.read_text(encoding="utf-8").splitlines()
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


if __name__ == "__main__":
    sys.exit(main())
