"""A learning system for tests: the SCORM 1.2 run-time of scorm-again in a real browser, with a package in its frame.

Nothing is served: the browser's requests are answered from the package, and any other request is noted and refused.
"""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import FrameLocator, Page, Route

from knowledge.build.node import MODULES

HOST = "http://learning.test/"
RUNTIME = "dist/scorm12.min.js"

WHOLE = """<!doctype html><html lang="en"><title>Learning system</title><script src="runtime.js"></script><script>
{before}
window.API = new Scorm12API({{ autocommit: false, logLevel: 5 }});
if (localStorage.cmi) API.loadFromJSON(JSON.parse(localStorage.cmi));
const keep = () => (localStorage.cmi = JSON.stringify(API.cmi.toJSON()));
for (const event of ["LMSCommit", "LMSFinish"]) API.on(event, keep);
{after}
</script><iframe id="package" title="Package" width="100%" height="700" src="package/index.html"></iframe></html>"""

TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".txt": "text/plain"}

ANSWER = """
(answers) => {
  for (const [id, texts] of Object.entries(answers)) {
    const box = document.getElementById(id);
    for (const label of box.querySelectorAll("label")) {
      const place = texts.indexOf(label.querySelector("span").textContent);
      const choice = label.querySelector("input");
      if (choice) choice.checked = place >= 0;
      else label.querySelector("select").value = String(place + 1);
    }
    box.querySelector("button").click();
  }
}
"""
"""Answers the questions with these ids by the options with these texts, and checks each answer."""

SAVED = "new Promise((done) => setTimeout(() => requestAnimationFrame(() => setTimeout(() => setTimeout(done)))))"
"""Holds once the package has saved what a learner did."""


@dataclass
class LearningSystem:
    """A learner's browser with a package, which is a ZIP file, open in a learning system."""

    page: Page
    package: Path
    strays: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        with zipfile.ZipFile(self.package) as archive:
            self._files = {name: archive.read(name) for name in archive.namelist()}
        self._files_of_host = {"runtime.js": (MODULES / "scorm-again" / RUNTIME).read_bytes()}
        self.page.context.route("**/*", self._answer)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def open(self, after: str = "", before: str = "") -> FrameLocator:
        """Launch the package; the scripts run before and after the learning system starts."""
        self._files_of_host["index.html"] = WHOLE.format(before=before, after=after).encode()
        self.page.goto(f"{HOST}index.html")
        self.frame.locator(".turn p").get_by_text("Page").wait_for()
        self.settle()
        return self.frame

    def leave(self) -> None:
        """Go away, as a learner does who closes the window."""
        self.page.goto(f"{HOST}blank.html")

    @property
    def frame(self) -> FrameLocator:
        return self.page.frame_locator("#package")

    def run(self, script: str, given: Any = None) -> Any:
        """Run a script in the package."""
        frame = self.page.frame(url=f"{HOST}package/**")
        assert frame
        return frame.evaluate(script, given)

    def settle(self) -> None:
        """Wait until all is saved."""
        self.run(SAVED)

    def answer(self, answers: dict[str, list[str]]) -> None:
        """Answer questions by the texts of options, and check each answer."""
        self.run(ANSWER, answers)
        self.settle()

    def show(self, anchor: str) -> None:
        """Go to a screen by its anchor."""
        self.run("(anchor) => { location.hash = anchor }", anchor)
        self.settle()

    def kept(self) -> dict[str, Any]:
        """Return what the learning system has committed."""
        return dict(json.loads(self.page.evaluate("localStorage.cmi ?? '{}'")))

    def _answer(self, route: Route) -> None:
        url = route.request.url.partition("#")[0]
        name = url.removeprefix(HOST)
        content = self._files.get(name.removeprefix("package/")) if name.startswith("package/") else None
        content = content or self._files_of_host.get(name) or (b"<!doctype html>" if name == "blank.html" else None)
        if url.startswith("file:"):
            route.continue_()
        elif content is None:
            self.strays.append(url)
            route.abort()
        else:
            route.fulfill(body=content, content_type=TYPES[Path(name).suffix])
