"""What the site is made with, as a bill of materials in the CycloneDX format, for those who check supply chains."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from knowledge.build.inventory import PUBLISHED, Package
from knowledge.problems import CommandError

PROJECT = "prevent-knowledge"


def bill(packages: Iterable[Package], day: str) -> str:
    """Return, as JSON, the bill of what the site of a day is built with, without what only tests it or tries it out.

    The same packages and the same day give the same bill. Raises CommandError where the package that writes it is not
    installed.
    """
    try:
        from cyclonedx.model.bom import Bom, BomMetaData
        from cyclonedx.model.component import Component, ComponentType
        from cyclonedx.output.json import JsonV1Dot6
    except ImportError:
        message = "the bill of materials needs a package that only tests install; run 'make release'"
        raise CommandError(message) from None
    used = [package for package in packages if package.purpose in PUBLISHED]
    whole = Component(name=PROJECT, version=day, type=ComponentType.APPLICATION, bom_ref=PROJECT)
    when = datetime.fromisoformat(day).replace(tzinfo=UTC) if day[:1].isdigit() else datetime.fromtimestamp(0, UTC)
    parts = _components(used)
    bom = Bom(
        components=parts,
        serial_number=uuid5(NAMESPACE_URL, "\n".join([day, *map(str, used)])),
        metadata=BomMetaData(component=whole, timestamp=when),
    )
    bom.register_dependency(whole, parts)
    return str(JsonV1Dot6(bom).output_as_string(indent=2)) + "\n"


def _components(packages: Iterable[Package]) -> list[Any]:
    from cyclonedx.contrib.license.factories import LicenseFactory
    from cyclonedx.model import HashAlgorithm, HashType
    from cyclonedx.model.component import Component, ComponentType
    from packageurl import PackageURL

    found = []
    for package in packages:
        group, _, name = package.name.rpartition("/")
        address = PackageURL(package.ecosystem, group or None, name, package.version)
        # A Python package has a file for each sort of machine, so that no one hash is its own.
        sha512 = [b64decode(hash_.removeprefix("sha512-")).hex() for hash_ in package.hashes if "sha512-" in hash_]
        component = Component(
            type=ComponentType.LIBRARY,
            group=group or None,
            name=name,
            version=package.version,
            purl=address,
            bom_ref=str(address),
            licenses=[LicenseFactory().make_from_string(package.licence)],
            hashes=[HashType(alg=HashAlgorithm.SHA_512, content=content) for content in sha512],
        )
        found.append(component)
    return found
