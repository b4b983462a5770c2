"""Where no kernel can be forked a run gives the same review, byte for byte, and says why it took longer."""

from __future__ import annotations

import json


def test_the_stock_kernel_gives_the_same_bytes_and_says_that_it_serves(small, fresh, monkeypatch):
    warm = fresh.nianbao("clean", "shangcang", 2023, "--force")
    monkeypatch.setenv("NIANBAO_WARM", "0")
    stock = fresh.nianbao("run", "shangcang", 2023, "--force")
    assert (warm.code, stock.code) == (0, 0), stock.err
    assert warm.err == ""
    assert stock.err == "不用预热内核（已设 NIANBAO_WARM=0），改用普通内核，启动较慢。\n"
    # Executed notebooks bear the times at which their cells ran.
    before, after = (
        {name: digest for name, digest in json.loads((place.review / "manifest.json").read_text("utf-8"))["outputs"].items() if "notebooks/" not in name}
        for place in (small, fresh)
    )
    assert len(after) >= 6
    assert after == before
    for name in ("figures.json", "checks.json"):
        assert (fresh.checked / name).read_bytes() == (small.checked / name).read_bytes()
