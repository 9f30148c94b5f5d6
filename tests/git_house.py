"""Repositories made with the real git, by people of our own."""

import os
import subprocess

import pytest


@pytest.fixture
def git(monkeypatch):
    """Run git as nobody has configured it; `author` is who commits."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")

    def run(*arguments, author="ada"):
        who = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in _person(author)}
        done = subprocess.run(["git", *arguments], env={**os.environ, **who}, capture_output=True, check=True)
        return done.stdout.decode()

    return run


def _person(name):
    return ("NAME", name.title()), ("EMAIL", f"{name}@kevad.example")


def commit(git, author="ada"):
    """Commit all there is."""
    git("add", "-A")
    git("commit", "-q", "--allow-empty", "-m", "Texts", author=author)
