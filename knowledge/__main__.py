"""The commands of the package: `python -m knowledge --help` lists them."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from knowledge import fingerprints, skeleton
from knowledge.build import assets, compare, engines, inventory, links, offline, publish, release, site_check
from knowledge.build.assets import AssetError
from knowledge.build.edition import updated
from knowledge.check import checked
from knowledge.kinds.source import Source
from knowledge.kit.format import KitError
from knowledge.load import DIGESTS, load
from knowledge.pages import stubs
from knowledge.problems import CommandError, DataError, refused
from knowledge.promise import digests, freshness, ledger


def main(arguments: list[str] | None = None) -> int:
    """Run one command in the current folder; return 0, or 1 with each problem in a line."""
    parser = argparse.ArgumentParser(prog="python -m knowledge", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    built = commands.add_parser("build", help="build the site with one of the engines")
    built.add_argument("engine", metavar="ENGINE")
    built.add_argument("--site", type=Path, default=Path("site"))
    commands.add_parser("check", help="check the data and the pages")
    commands.add_parser("stubs", help="write the page files and the ledger lines that new records need")
    new = commands.add_parser("new", help="write a new record to begin with, with every field that it needs")
    new.add_argument("kind", metavar="KIND", nargs="?", default="")
    listed = commands.add_parser("sections", help="write the ledger lines that the sections of a built site need")
    after = commands.add_parser("publish", help="add the other files to a built site, and check it")
    packed = commands.add_parser("offline", help="pack a built site, and its open data, into ZIPs")
    aged = commands.add_parser("stale", help="list what has not been checked for 180 days, and what we have not read")
    aged.add_argument("--day", metavar="YYYY-MM-DD", default="", help="count from this day, not from today")
    commands.add_parser("links", help="ask for every page outside the site that it links to, and list the dead links")
    compared = commands.add_parser("compare", help="say what a new build changes of what an old one published")
    compared.add_argument("old", type=Path)
    compared.add_argument("new", type=Path)
    released = commands.add_parser("release", help="pack a built site, and write the text of its release")
    released.add_argument("tag", metavar="TAG")
    commands.add_parser("licences", help="list the packages that we use, and those whose licence does not fit")
    commands.add_parser("edition", help="note what each record says in the newest edition of data/editions.yml")
    confirmed = commands.add_parser("confirm", help="confirm that only the spelling of records was corrected")
    confirmed.add_argument("ids", nargs="+", metavar="ID")
    hashed = commands.add_parser("fingerprints", help="make the fingerprints of the sources from their texts")
    hashed.add_argument("folder", type=Path)
    for command in (listed, after, packed, released):
        command.add_argument("site", type=Path)
    for command in (packed, released):
        command.add_argument("folder", type=Path)
    chosen = parser.parse_args(arguments)
    try:
        said = COMMANDS[chosen.command](Path.cwd(), chosen)
    except DataError as error:
        print(error, file=sys.stderr)
        count = len(error.problems)
        written = "" if chosen.command == "check" else "; nothing was written"
        print(f"{count} problem{'s' if count != 1 else ''}{written}", file=sys.stderr)
        return 1
    except (AssetError, CommandError, KitError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(refused(error), file=sys.stderr)
        return 1
    print("\n".join(said))
    return 0


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _check(root: Path, _chosen: argparse.Namespace) -> list[str]:
    knowledge = checked(root)
    for line in (*digests.to_read_again(root, knowledge, stubs.DOCS), *assets.notes(len(knowledge.records))):
        print(line, file=sys.stderr)
    return [f"{len(knowledge.records)} records are valid"]


def _new(root: Path, chosen: argparse.Namespace) -> list[str]:
    return skeleton.add(root, chosen.kind)


def _stubs(root: Path, _chosen: argparse.Namespace) -> list[str]:
    knowledge = load(root)
    changed = stubs.write(root, knowledge)
    if ledger.append(root, {id_: record.kind for id_, record in knowledge.records.items()}, _today()):
        changed.append(ledger.LEDGER.as_posix())
    return [f"wrote {name}" for name in changed] or ["nothing to write"]


def _sections(root: Path, chosen: argparse.Namespace) -> list[str]:
    found = site_check.sections(site_check.read(chosen.site), load(root))
    if ledger.append(root, dict.fromkeys(found, ledger.SECTION), _today()):
        return [f"wrote {ledger.LEDGER.as_posix()}"]
    return ["nothing to write"]


def _stale(root: Path, chosen: argparse.Namespace) -> list[str]:
    return freshness.listed(load(root), chosen.day or _today())


def _links(root: Path, _chosen: argparse.Namespace) -> list[str]:
    found = links.addresses(root, load(root))
    return links.report(links.check(found), len(found))


def _release(root: Path, chosen: argparse.Namespace) -> list[str]:
    repository = os.environ.get("REPOSITORY_URL", "REPOSITORY_URL")
    files = release.write(root, checked(root), chosen.tag, chosen.site, chosen.folder, repository)
    return [f"wrote {path}" for path in files]


def _licences(root: Path, _chosen: argparse.Namespace) -> list[str]:
    packages = inventory.packages(root)
    if unfit := list(inventory.unfit(packages)):
        raise CommandError("\n".join(unfit))
    return [str(package) for package in packages]


def _compare(_root: Path, chosen: argparse.Namespace) -> list[str]:
    return [compare.report(compare.read(chosen.old), compare.read(chosen.new))]


def _edition(root: Path, _chosen: argparse.Namespace) -> list[str]:
    newest = digests.publish(root, checked(root, before_edition=True))
    return [f"wrote {DIGESTS.as_posix()}: what each record says in the edition of {newest}"]


def _confirm(root: Path, chosen: argparse.Namespace) -> list[str]:
    changed = digests.confirm(root, load(root), chosen.ids)
    return [f"confirmed {id_}" for id_ in changed] or ["nothing to confirm: they say the same as in the last edition"]


def _fingerprints(root: Path, chosen: argparse.Namespace) -> list[str]:
    sources = {source.id: (source.seed, source.headings) for source in load(root).of(Source) if source.seed}
    made = fingerprints.make(sources, chosen.folder)
    (root / fingerprints.FILE).write_text(fingerprints.text_of(made), encoding="utf-8")
    counted = sum(entry["words"] for entry in made["inputs"])
    return [f"wrote {fingerprints.FILE.as_posix()}: {len(made['units'])} paragraphs of {counted} words"]


def _build(root: Path, chosen: argparse.Namespace) -> list[str]:
    engines.build(root, checked(root), chosen.engine, chosen.site)
    return [f"built {chosen.site} with {chosen.engine}"]


def _publish(root: Path, chosen: argparse.Namespace) -> list[str]:
    knowledge = checked(root)
    publish.complete(root, knowledge, chosen.site, site_check.site_of(chosen.site))
    return [f"{len(knowledge.records)} records are valid"]


def _offline(root: Path, chosen: argparse.Namespace) -> list[str]:
    written = offline.write(chosen.site, chosen.folder, updated(root))
    return [*(f"wrote {path}" for path in written), *offline.sizes(written[0])]


COMMANDS = {
    "build": _build,
    "check": _check,
    "new": _new,
    "stubs": _stubs,
    "sections": _sections,
    "stale": _stale,
    "links": _links,
    "release": _release,
    "licences": _licences,
    "compare": _compare,
    "edition": _edition,
    "confirm": _confirm,
    "fingerprints": _fingerprints,
    "publish": _publish,
    "offline": _offline,
}

if __name__ == "__main__":
    sys.exit(main())
