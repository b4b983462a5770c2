"""What nianbao is made of, by one word: licences (docs/licences.md), advisories (known vulnerabilities), bom, release (into dist/)."""

from __future__ import annotations

import sys

from supply import advisories, bom, licences, release


def main(words: list[str]) -> int:
    """The exit code: 0 done, 1 something is wrong (a licence, a vulnerability), 3 nothing could be checked."""
    match words:
        case ["licences"]:
            found = licences.faults(licences.licence_of(pin.name) for pin in licences.pins())
            licences.PAGE.write_text(licences.page(), "utf-8")
            sys.stdout.writelines(f"{line}\n" for line in found)
            return 1 if found else 0
        case ["advisories", *services]:
            told = advisories.check(*services)
            sys.stdout.write(told.says + "\n")
            return told.code
        case ["bom"]:
            sys.stdout.write(f"{bom.write(release.DIST)}\n")
        case ["release"]:
            sys.stdout.writelines(f"{path}\n" for path in release.make())
        case _:
            sys.stderr.write(f"{__doc__}\n")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
