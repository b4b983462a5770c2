"""What is published is audited first, and a review that somebody has changed does not audit clean."""

import json
import random
import re

PICTURE = re.compile(r"base64,[A-Za-z0-9+/=]+|<path[^>]*>|<style>.*?</style>|<script>.*?</script>", re.DOTALL)
AUDIT = ("--office", "shangcang", "--year", 2023, "--json")



def test_the_sample_s_own_review_audits_clean(finished):
    done = finished.nianbao("audit", *(finished.review / f"review.{kind}" for kind in ("html", "docx", "pdf")), *AUDIT)
    told = [json.loads(line) for line in done.out.splitlines()]
    assert (done.code, done.err) == (0, "")
    for found in told:
        assert [issue["message"] for issue in found["issues"] if issue["severity"] == "error"] == []
        verdicts = [match["verdict"] for match in found["records"]]
        assert verdicts.count("matched") > 200 and "differs" not in verdicts


def test_a_review_with_one_digit_changed_does_not_audit_clean(finished, tmp_path):
    html = (finished.review / "review.html").read_text("utf-8")
    bare = PICTURE.sub(lambda found: "-" * len(found[0]), html)
    chance = random.Random(2023)
    digits = [found.start() for found in re.finditer(r"\d", bare)]
    seen = [found.start(1) + place for found in re.finditer(r">([^<>]+)<", bare) for place, sign in enumerate(found[1]) if sign.isdigit()]
    files = []
    for number, place in enumerate([*chance.sample(digits, 4), *chance.sample(seen, 4)]):
        changed = str((int(html[place]) + chance.randint(1, 9)) % 10)
        files.append(tmp_path / f"{number}.html")
        files[-1].write_text(html[:place] + changed + html[place + 1 :], "utf-8")
    done = finished.nianbao("audit", *files, *AUDIT)
    assert done.code == 5
    for found in map(json.loads, done.out.splitlines()):
        assert not found["clean"]
        told = [issue for issue in found["issues"] if issue["kind"] == "tampered"]
        assert told and "“" in told[0]["message"]


def test_a_number_that_an_office_wrote_wrong_is_not_published_and_its_file_is_told(fresh):
    (fresh.raw / "text").mkdir()
    text = fresh.raw / "text" / "petitions.md"
    text.write_text("### 信访工作\n\n全年办结信访件472件。\n", "utf-8")
    assert fresh.nianbao("run", "shangcang", 2023).code == 0
    done = fresh.nianbao("publish", "shangcang", 2023, lang="en")
    assert done.code == 5
    assert all(words in done.err for words in ("472", "427", "text/petitions.md")), done.err
    assert not list((fresh.root / "site").rglob("*.html"))
    text.write_text("### 信访工作\n\n全年办结信访件400余件，{{petitions.closing_rate}}办结。\n", "utf-8")
    assert fresh.nianbao("run", "shangcang", 2023).code == 0
    done = fresh.nianbao("publish", "shangcang", 2023)
    assert (done.code, done.err) == (0, "")
