"""Commands on a machine whose clock is wrong, or is set while they run."""

from __future__ import annotations

import json
import shutil

from tests.crash.states import RUN, States, is_whole, leftovers

# Days that the clock is off, and after how many seconds of the command.
CLOCKS = ((400, 0), (-400, 0), (400, 1.0), (-400, 1.0))
_PUBLISH = ("publish", "shangcang", 2023)


def run_by(states: States, days: float, after: float) -> list[str]:
    """What is wrong after a run by such a clock, and after the two that follow by the right one."""
    place = states.changed()
    done = states.driver.run(place, *RUN, "--force", NIANBAO_CLOCK=f"{days} {after}")
    found = [] if done.code == 0 else [f"it ends with {done.code}: {done.err}"]
    found += states.after(place)
    told = states.driver.run(place, "runs", "shangcang", 2023).out.splitlines()
    if len(told) != 3 or "nothing changed" not in told[2] or "nothing changed" in told[0] + told[1]:
        found.append(f"the runs are out of order: {told}")
    state = json.loads(states.driver.run(place, "status", "--json").out)
    if "unchanged" not in json.dumps(state):
        found.append("the last run is not the last")
    shutil.rmtree(place.root)
    return found


def published_by(states: States, days: float, after: float) -> list[str]:
    """The same of a first edition, published by such a clock, and of the next by the right one: where that lies before the first, it says so."""
    place = states.changed()
    found = []
    for words, clock in ((_PUBLISH, f"{days} {after}"), (RUN, ""), ((*_PUBLISH, "--revise", "更名"), "")):
        if words == _PUBLISH:
            shutil.copytree(states.before.raw.parent, place.raw.parent, dirs_exist_ok=True)
        else:
            shutil.copytree(states.changed().raw.parent, place.raw.parent, dirs_exist_ok=True)
        done = states.driver.run(place, *words, NIANBAO_CLOCK=clock)
        late = days > 0 and "--revise" in words and done.code == 2 and "no earlier than the edition before" in done.err
        found += [] if done.code == 0 or late else [f"{words[0]} ends with {done.code}: {done.err}"]
    editions = [*place.root.glob("site/shangcang/2023/[12]")]
    found += [f"edition {edition.name} is torn" for edition in editions if not is_whole(edition)]
    found += [] if editions else ["the edition is lost"]
    found += leftovers(place)
    shutil.rmtree(place.root)
    return found
