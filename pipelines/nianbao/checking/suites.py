"""Great Expectations: rules as suites, suites run on frames. Nothing else imports it, and it is imported late (5 s)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from nianbao.checking.frames import PLACE, arguments, expectation_of
from nianbao.errors import BadYaml
from nianbao.startup import skip_iri_grammar
from nianbao.tables import Rule
from nianbao.words import Words


@dataclass(frozen=True)
class Judgement:
    """What Great Expectations said: it held, it failed at these positions of the frame, or it broke."""

    held: bool
    positions: tuple[int, ...] = ()
    broke: str | None = None


def suite(name: str, rules: list[Rule], dates: Mapping[str, date]) -> Any:
    """The rules as an ExpectationSuite; a rule's sentence, law and condition stand in the meta.

    Raises BadYaml where an expectation does not exist or takes no such argument.
    """
    skip_iri_grammar()
    import great_expectations as gx

    return gx.ExpectationSuite(name=name, expectations=[_expectation(rule, dates) for rule in rules])


def run(name: str, rules: list[Rule], frame: Any, dates: Mapping[str, date]) -> dict[str, Judgement]:
    """Rule id → judgement over the frame, whose index is named `place`."""
    if not rules:
        return {}
    batch = _frames().get_batch({"dataframe": frame})
    # To find rows costs Great Expectations more than to judge them, so rows are asked for where a rule fails.
    held = {name for name, result in _results(batch, suite(name, rules, dates), "BOOLEAN_ONLY").items() if result.success}
    failing = [rule for rule in rules if rule.id not in held]
    # Positions without values: nothing of a row's content leaves the frame.
    form = {"result_format": "COMPLETE", "exclude_unexpected_values": True}
    found = _results(batch, suite(name, failing, dates), form) if failing else {}
    return {rule.id: _judgement(found[rule.id]) if rule.id in found else Judgement(True) for rule in rules}


def _results(batch: Any, expectations: Any, form: str | dict[str, Any]) -> dict[str, Any]:
    """Rule id → what Great Expectations says; its results come in an order of their own."""
    return {result.expectation_config.meta["id"]: result for result in batch.validate(expectations, result_format=form).results}


@cache
def _frames() -> Any:
    """What takes a frame and validates it; made once, for a context writes itself anew at every change."""
    import great_expectations as gx

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False, "metric_calculations": False}
    return context.data_sources.add_pandas("nianbao").add_dataframe_asset("frame").add_batch_definition_whole_dataframe("frame")


def _expectation(rule: Rule, dates: Mapping[str, date]) -> Any:
    from great_expectations.exceptions import ExpectationNotFoundError
    from great_expectations.expectations.registry import get_expectation_impl

    meta = {"id": rule.id, "says": rule.says.json(), "law": rule.law.json() if rule.law else None, "where": rule.condition}
    try:
        kind = get_expectation_impl(expectation_of(rule))
        return kind(**arguments(rule, dates), severity=rule.severity, meta=meta)
    except ExpectationNotFoundError:
        problem = Words(zh=f"{rule.id}：没有名为 {rule.expect} 的期望", en=f"{rule.id}: no expectation is named {rule.expect}")
        raise BadYaml(file="expectations", line=1, problem=problem) from None
    except ValueError as error:
        reason = "; ".join(str(error).splitlines()[1:3]).strip() or str(error)
        problem = Words(zh=f"{rule.id}：{reason}", en=f"{rule.id}: {reason}")
        raise BadYaml(file="expectations", line=1, problem=problem) from None


def _judgement(result: Any) -> Judgement:
    if not result.result:
        return Judgement(False, broke=_reason(result.exception_info))
    lumps = [lump[PLACE] for lump in result.result.get("unexpected_index_list") or []]
    positions = sorted({int(place) for lump in lumps for place in (lump if isinstance(lump, list) else [lump])})
    return Judgement(bool(result.success), tuple(positions))


def _reason(info: Any) -> str:
    """The first exception's message, without its traceback and without any cell's content."""
    parts = info.values() if info and "exception_message" not in info else [info or {}]
    messages = [str(part.get("exception_message", "")) for part in parts if isinstance(part, dict)]
    return messages[0].splitlines()[0].split(":")[0] if messages and messages[0] else "exception"
