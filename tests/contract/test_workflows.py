"""What runs at the code host: nothing more than it must, and never a stranger's code with the right to write."""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
READ = {"contents": "read"}
MAY = {
    "check.yml": {"content": READ},
    "code.yml": {"test": READ},
    "comment.yml": {"comment": {"actions": "read", "contents": "read", "pull-requests": "write"}},
    "publish.yml": {"build": READ, "publish": {"id-token": "write", "pages": "write"}},
    "weekly.yml": {"look": READ, "tell": {"contents": "read", "issues": "write"}},
}
"""Every right that any job has. A new one is a decision, and so a line here."""


def jobs(file: Path) -> dict[str, dict[str, Any]]:
    """The jobs of a workflow."""
    found: dict[str, dict[str, Any]] = yaml.safe_load(file.read_text(encoding="utf-8"))["jobs"]
    return found


def on(file: Path) -> set[str]:
    """What starts a workflow; YAML reads the word `on` as true."""
    return set(yaml.safe_load(file.read_text(encoding="utf-8"))[True])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_rights_are_those_on_the_list(file: Path) -> None:
    """A workflow may do nothing by itself, and each job only what is written down here."""
    assert yaml.safe_load(file.read_text(encoding="utf-8"))["permissions"] == {}
    assert {name: job["permissions"] for name, job in jobs(file).items()} == MAY[file.name]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_actions_are_pinned_by_commit(file: Path) -> None:
    """Every action is named by a full commit, with its version in words next to it; the same action always by the same one."""
    uses = re.findall(r"uses: *(\S+)(.*)", file.read_text(encoding="utf-8"))
    assert uses
    for action, version in uses:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action)
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", version)
    everywhere = {use for each in FILES for use in re.findall(r"uses: *(\S+)", each.read_text(encoding="utf-8"))}
    assert len({use.split("@")[0] for use in everywhere}) == len(everywhere)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_token_stays_on_disk_and_nothing_runs_for_ever(file: Path) -> None:
    """Fetched files keep no token, and each job has a time after which it ends."""
    for job in jobs(file).values():
        assert 0 < job["timeout-minutes"] <= 60
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_value_from_outside_is_pasted_into_a_command(file: Path) -> None:
    """Commands take such values from the environment only, and nothing starts with a stranger's code and our rights."""
    assert "pull_request_target" not in file.read_text(encoding="utf-8")
    assert "secrets." not in file.read_text(encoding="utf-8")
    assert all("${{" not in step.get("run", "") for job in jobs(file).values() for step in job["steps"])


def test_a_strangers_code_meets_only_the_right_to_read() -> None:
    """What runs on pull requests may only read; the one that writes about them fetches the main branch and one folder of it."""
    for file in FILES:
        if "pull_request" in on(file):
            assert all(job["permissions"] == READ for job in jobs(file).values())
    [file] = [file for file in FILES if "workflow_run" in on(file)]
    fetched = [step["with"] for job in jobs(file).values() for step in job["steps"] if "uses" in step]
    assert fetched == [{"ref": "${{ github.event.repository.default_branch }}", "persist-credentials": False, "sparse-checkout": ".ci"}]


def test_an_auditor_has_nothing_to_say() -> None:
    """The auditor of workflows, which is among the pinned packages, finds nothing, however pedantic."""
    auditor = next(path for folder in (Path(sys.executable).parent, Path(sys.prefix) / "bin") if (path := folder / "zizmor").exists())
    found = subprocess.run(
        [auditor, "--offline", "--quiet", "--no-progress", "--persona=pedantic", ROOT / ".github"], capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout + found.stderr


def test_a_pull_request_fails_without_a_preview() -> None:
    """The job is green only if the check and the build of the preview went well."""
    last = jobs(ROOT / ".github/workflows/check.yml")["content"]["steps"][-1]
    for outcomes in itertools.product(("success", "failure"), repeat=2):
        environment = {"CHECK": outcomes[0], "BUILD": outcomes[1], "GITHUB_STEP_SUMMARY": os.devnull}
        run = subprocess.run(["sh", "-c", last["run"]], env=environment, capture_output=True, check=False)
        assert (run.returncode == 0) == (outcomes == ("success", "success"))


def test_workflows_follow_the_default_branch() -> None:
    """No workflow names a branch: publishing and tests follow the default branch, and checks run in a merge queue too."""
    for file in FILES:
        triggers = yaml.safe_load(file.read_text(encoding="utf-8"))[True]
        assert all("branches" not in (trigger or {}) for trigger in triggers.values())
        if "push" in triggers:
            first = next(iter(jobs(file).values()))
            assert first["if"] == "github.event_name != 'push' || github.ref_name == github.event.repository.default_branch"
    assert {file.name for file in FILES if "merge_group" in on(file)} == {"check.yml", "code.yml"}


def test_the_address_of_a_site_that_is_named_after_its_owner() -> None:
    """A repository called OWNER.github.io is published at the root of that address, and no workflow forgets it."""
    formulas = {line.strip() for file in FILES for line in file.read_text(encoding="utf-8").splitlines() if "vars.WAYMARK_SITE_URL" in line}
    assert len(formulas) == 1
    assert "github.event.repository.name == format('{0}.github.io', github.repository_owner) && format('https://{0}/'" in formulas.pop()
