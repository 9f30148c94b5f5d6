"""A headless Chromium, told what to do by the DevTools protocol through a pipe: no port, no driver, no package."""

import base64
import contextlib
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_SECONDS = 120
_OPTIONS = (
    "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --remote-debugging-pipe".split()
)
# The protocol is spoken on 3 and 4.
_START = "import os, sys; [os.dup2(int(sys.argv[n - 2]), n) for n in (3, 4)]; os.execv(sys.argv[3], sys.argv[3:])"
_DOMAINS = ("Page", "Runtime", "Log", "Network")


def find_browser():
    """The path of a Chromium, or nothing."""
    return next(filter(None, map(shutil.which, NAMES)), "")


class Browser:
    """One tab; `events` are what it told since it was sent to a page."""

    def __init__(self, path):
        import fcntl  # there is none on Windows

        self._folder = tempfile.mkdtemp(prefix="policylint-browser-")
        its_input, our_output = os.pipe()
        our_input, its_output = os.pipe()
        # Out of the way of those that the browser will have.
        moved = [fcntl.fcntl(end, fcntl.F_DUPFD, 20) for end in (its_input, its_output)]
        arguments = [path, *_OPTIONS, f"--user-data-dir={self._folder}", "about:blank"]
        self._process = subprocess.Popen(
            [sys.executable, "-c", _START, *map(str, moved), *arguments], pass_fds=moved,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        for end in (its_input, its_output, *moved):
            os.close(end)
        self._input, self._output = our_input, our_output
        self._read, self._number, self._session = b"", 0, ""
        self.events = []
        tabs = [each for each in self.call("Target.getTargets")["targetInfos"] if each["type"] == "page"]
        self._session = self.call("Target.attachToTarget", targetId=tabs[0]["targetId"], flatten=True)["sessionId"]
        for domain in _DOMAINS:
            self.call(f"{domain}.enable")

    def call(self, method, **parameters):
        """Call a method of the protocol and give its result."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._output, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return answer["result"]
            self.events.append(answer)

    def open(self, url, *, width=1200, height=900, features=(), scripts=True):
        """Open a page in a window of some size, and wait until it is loaded."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.call("Emulation.setEmulatedMedia", features=[{"name": name, "value": value} for name, value in features])
        self.call("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.events.clear()
        self.call("Page.navigate", url=url)
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            self.events.append(self._receive())

    def run(self, expression):
        """Evaluate an expression, wait for it when it is a promise, and give its value."""
        result = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def press(self, code, key="", modifiers=0):
        """Press and release a key, by its place on the keyboard and what it writes."""
        virtual = {"Tab": 9, "Enter": 13, "Space": 32}.get(code, 0)
        event = {"code": code, "key": key or code, "windowsVirtualKeyCode": virtual, "modifiers": modifiers}
        text = {"Enter": "\r", "Space": " "}.get(code, key)
        self.call("Input.dispatchKeyEvent", type="keyDown", **event, **({"text": text} if text else {}))
        self.call("Input.dispatchKeyEvent", type="keyUp", **event)

    def print(self):
        """Print the page on A4 without backgrounds, as browsers do at first; gives a PDF."""
        return base64.b64decode(self.call("Page.printToPDF", paperWidth=8.27, paperHeight=11.69)["data"])

    def picture(self):
        """Give a PNG of the window."""
        return base64.b64decode(self.call("Page.captureScreenshot")["data"])

    def problems(self):
        """What was complained of, and the addresses that were asked for beside the page's own."""
        told = [event for event in self.events if event["method"] in ("Log.entryAdded", "Runtime.exceptionThrown")]
        asked = [
            each["params"]["request"]["url"] for each in self.events if each["method"] == "Network.requestWillBeSent"
        ]
        return told + [url for url in asked[1:] if not url.startswith("data:")]

    def close(self):
        """End the browser and remove what it wrote."""
        self._process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(20)
        self._process.kill()
        self._process.wait()
        os.close(self._input)
        os.close(self._output)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _receive(self):
        while b"\0" not in self._read:
            ready, _, _ = select.select([self._input], [], [], _SECONDS)
            part = os.read(self._input, 1 << 20) if ready else b""
            assert part, "the browser says nothing"
            self._read += part
        message, _, self._read = self._read.partition(b"\0")
        return json.loads(message)
