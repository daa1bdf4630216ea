"""What a release of an edition holds: ZIPs, the trainer's kit, the bill of materials, checksums, and its text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from knowledge.build import inventory, offline, sbom, site_check
from knowledge.graph import Knowledge
from knowledge.kinds.edition import Edition
from knowledge.problems import DATA, CommandError

KIT = "kit"
"""The folder of the trainer's kit in the built site."""

BILL = "sbom.cdx.json"
SUMS = "SHA256SUMS"
NOTES = "NOTES.md"
"""The text of the release; it is shown with the files, and is none of them."""

TEXT = """{reason}

## Files

{files}

## Check where a file comes from

Install `gh`, GitHub’s command-line tool. Then run this command for each file you have downloaded:

    gh attestation verify FILE --repo {name}

It succeeds only if a workflow of this repository made the file. `--format json` shows the commit it was made from.

If you cannot use `gh`, run `sha256sum --check --ignore-missing {sums}`. This shows that your download is complete.
It does not show who made the file.

## Build the same files

    git clone --branch {tag} {repository} release
    cd release
    SITE_URL={address} REPOSITORY_URL={repository} make build
    make release TAG={tag}

The files in `dist/` are then the same, byte for byte: compare `dist/{sums}` with the `{sums}` you have downloaded.
"""

KINDS = {
    "-data.zip": "the open data, without the pages",
    "-kit.zip": "the trainer’s kit",
    BILL: "what the site was built with, in the CycloneDX format",
    ".zip": "the whole site, to read without a network",
    SUMS: "the checksums of the other files",
}
"""What readers are told a file is, by how its name ends."""


def edition(knowledge: Knowledge, tag: str) -> Edition:
    """Return the edition that a tag names; raise CommandError where data/editions.yml has none of that name."""
    found = next((each for each in knowledge.of(Edition) if each.id == tag), None)
    if found is None:
        name = (DATA / Edition.file).as_posix()
        raise CommandError(f"the tag '{tag}' is not an edition in {name}; add the edition, commit, and tag that commit")
    return found


def write(root: Path, knowledge: Knowledge, tag: str, site: Path, target: Path, repository: str) -> list[Path]:
    """Write all files of a release of the built site into the folder `target`, and return them, its text included.

    `repository` is the address of the code. Raises CommandError where the tag names no edition, or where there is no
    built site.
    """
    if not (site / "index.html").is_file():
        raise CommandError(f"{site} is not a built site; run 'make build' first")
    released = edition(knowledge, tag)
    files = offline.write(site, target, released.day)
    stem = files[0].stem
    if (site / KIT).is_dir():
        files.append(target / f"{stem}-{KIT}.zip")
        offline.pack(site / KIT, files[-1], files[-1].stem)
    files.append(target / BILL)
    files[-1].write_text(sbom.bill(inventory.packages(root), released.day), encoding="utf-8")
    sums = "".join(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files)
    files.append(target / SUMS)
    files[-1].write_text(sums, encoding="utf-8")
    text = notes(released, files, site_check.site_of(site).address, repository)
    (target / NOTES).write_text(text, encoding="utf-8")
    return [*files, target / NOTES]


def notes(released: Edition, files: Iterable[Path], address: str, repository: str) -> str:
    """Return the text of a release: what is new, what the files are, how to check them and how to build them again."""
    return TEXT.format(
        reason=released.reason,
        files="\n".join(_listed(files)),
        name="/".join(repository.rstrip("/").split("/")[-2:]),
        repository=repository,
        address=address,
        tag=released.id,
        sums=SUMS,
    )


def _listed(files: Iterable[Path]) -> Iterator[str]:
    for file in files:
        what = next((text for end, text in KINDS.items() if file.name.endswith(end)), "")
        yield f"- `{file.name}`: {what}"
