"""Records that the shipped packs pass their examples: ``python -m tests.bench.record_passed``."""

from __future__ import annotations

import json
import sys

from app.checks.engine import Checker
from app.checks.guide.loader import SHIPPED, find_packs, load_guide
from app.checks.packs import PASSED_FILE, failing_examples, passed_fact


def main() -> int:
    """Run all examples; write the record only when every one passes."""
    facts: list[str] = []
    for name, folder in sorted(find_packs().items()):
        checker = Checker(load_guide(folder))
        failed = list(failing_examples(checker))
        print(f"{name}: {len(failed)} failed")
        for one in failed:
            print(f"  {one.example.file}:{one.example.line} {one.example.text}")
        if failed:
            return 1
        facts.append(passed_fact(checker.guide))
    (SHIPPED / PASSED_FILE).write_text(json.dumps(sorted(facts), indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
