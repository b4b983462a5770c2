"""The bill of materials, as CycloneDX JSON: nianbao, all that is locked, and the typefaces. From the same lock the same bytes."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, Property, XsUri
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from supply.epoch import epoch
from supply.licences import PACKAGE, licence_of, settings
from supply.lock import PROJECT, Pin, pins, uses

_SCOPES = {"run": ComponentScope.REQUIRED, "work": ComponentScope.EXCLUDED}  # what an extra brings is optional


def bill(locked: list[Pin] | None = None, moment: int | None = None) -> str:
    """The whole bill; `moment` is in seconds since 1970. Raises ValueError where it is not what CycloneDX 1.6 asks for."""
    locked = sorted(locked if locked is not None else pins(), key=lambda pin: pin.name)
    moment = epoch() if moment is None else moment
    use = uses(locked)
    typefaces = _typefaces()
    root = _component("nianbao", PROJECT["version"], PROJECT["license"], ComponentType.APPLICATION)
    made = {pin.name: _pinned(pin, use[pin.name]) for pin in locked}
    bom = Bom(components=[*made.values(), *typefaces], metadata=BomMetaData(component=root, timestamp=datetime.fromtimestamp(moment, UTC)))
    # What is the same gets the same number, so that the bytes are the same.
    content = "\n".join([str(moment), PROJECT["version"], *map(repr, locked), *(repr([one.name, *one.hashes]) for one in typefaces)])
    bom.serial_number = uuid5(NAMESPACE_URL, content)
    for name, component in {"nianbao": root, **made}.items():
        bom.register_dependency(component, [made[pin.name] for pin in locked if name in pin.needed_by])
    text = JsonV1Dot6(bom).output_as_string(indent=1) + "\n"
    if wrong := validated(text):
        raise ValueError(wrong)
    return text


def validated(text: str) -> str | None:
    """What CycloneDX's own schema, which comes with the library, finds wrong with the bill."""
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    return None if wrong is None else str(wrong)


def write(folder: Path) -> Path:
    """Writes the bill into the folder and returns where."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"nianbao-{PROJECT['version']}.cdx.json"
    path.write_text(bill(), "utf-8")
    return path


def _component(name: str, version: str, licence: str, kind: ComponentType, scope: ComponentScope | None = None) -> Component:
    purl = PackageURL("pypi", name=name, version=version)
    return Component(name=name, version=version, type=kind, scope=scope, bom_ref=str(purl), purl=purl, licenses=[LicenseFactory().make_from_string(licence)])


def _pinned(pin: Pin, use: str) -> Component:
    found = _component(pin.name, pin.version, licence_of(pin.name).expression or "unknown", ComponentType.LIBRARY, _SCOPES.get(use, ComponentScope.OPTIONAL))
    # Any one of these files may be what gets installed; none of the hashes is the component's alone.
    hashes = [HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in pin.hashes]
    found.external_references.add(ExternalReference(type=ExternalReferenceType.DISTRIBUTION, url=XsUri(str(found.purl)), hashes=hashes))
    if pin.marker:
        found.properties.add(Property(name="nianbao:only-where", value=pin.marker))
    return found


def _typefaces() -> list[Component]:
    """What is printed with: the package's own with its hash, and what another package carries."""
    make, found = LicenseFactory().make_from_string, []
    for place, one in settings()["package"].items():
        digest = HashType(alg=HashAlgorithm.SHA_256, content=sha256((PACKAGE / place).read_bytes()).hexdigest())
        component = Component(
            name=one["name"], version=one["version"], type=ComponentType.FILE, bom_ref=f"nianbao/{place}", licenses=[make(one["licence"])], hashes=[digest]
        )
        found.append(component)
    for name, one in settings()["carried"].items():
        found.append(Component(name=name, type=ComponentType.FILE, bom_ref=f"{one['by']}/{name}", licenses=[make(one["licence"])]))
    return found
