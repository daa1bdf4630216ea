"""The commands of the package: `python -m knowledge check | stubs | publish SITE | offline SITE FOLDER`."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from knowledge import docs, ledger, offline
from knowledge.build.assets import AssetError
from knowledge.check import checked
from knowledge.edition import edition
from knowledge.load import load
from knowledge.pages import write_stubs
from knowledge.problems import DataError
from knowledge.publish import publish


def main(arguments: list[str] | None = None) -> int:
    """Run one command in the current folder; return 0, or 1 with each problem in a line."""
    parser = argparse.ArgumentParser(prog="python -m knowledge", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="check the data and the pages")
    commands.add_parser("stubs", help="write the page files and the ledger lines that new records need")
    after = commands.add_parser("publish", help="write what stands beside the pages into a built site, and finish them")
    after.add_argument("site", type=Path)
    packed = commands.add_parser("offline", help="pack a built site, and its open data, into ZIPs")
    packed.add_argument("site", type=Path)
    packed.add_argument("folder", type=Path)
    chosen = parser.parse_args(arguments)
    root = Path.cwd()
    if chosen.command == "offline":
        print("\n".join(f"wrote {path}" for path in offline.write(chosen.site, chosen.folder, edition(root))))
        return 0
    try:
        if chosen.command == "stubs":
            knowledge = load(root)
            changed = write_stubs(root, knowledge)
            if ledger.append(root, knowledge, docs.sections(root, knowledge), date.today().isoformat()):
                changed.append(ledger.LEDGER.as_posix())
            print("\n".join(f"wrote {name}" for name in changed) or "nothing to write")
            return 0
        knowledge = checked(root)
    except DataError as error:
        print(error, file=sys.stderr)
        count = len(error.problems)
        print(f"{count} problem{'s' if count != 1 else ''}; nothing was written", file=sys.stderr)
        return 1
    if chosen.command == "publish":
        try:
            publish(knowledge, docs.sections(root, knowledge), chosen.site, edition(root))
        except AssetError as error:
            print(error, file=sys.stderr)
            return 1
    print(f"{len(knowledge.records)} records are valid")
    return 0


if __name__ == "__main__":
    sys.exit(main())
