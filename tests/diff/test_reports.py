"""The structure of the reports, and that nothing in a schema can break out of them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files
from typing import Any

import pytest
from tests.diff.json_schema import violations
from tests.diff.schemas import TODAY, operations, reviewed, version

from graphwright.diff.acknowledgements import read_acknowledgements
from graphwright.diff.reports.formats import FORMATS
from graphwright.diff.review import Context, Review

_NASTY = "<script>alert(1)</script> *bold* [x](http://example.org) @somebody %0A, `a|b`"
_BEFORE = "type Query {\n  a: Int\n  b: Int\n  c: Int\n  d: E\n}\n\nenum E {\n  A\n}\n"
_AFTER = f"""type Query {{
  a: Int @deprecated(reason: {json.dumps(_NASTY)})
  c: Int!
  d: E
}}

enum E {{
  A
  B
}}
"""
_ACKNOWLEDGED = """[[acknowledged]]
change = "FIELD_REMOVED"
element = "Query.b"
reason = "Nobody asks for it."
until = "2.0"
"""


def full_review() -> Review:
    """A review with everything that a report can show."""
    entries = read_acknowledgements("acknowledged.toml", _ACKNOWLEDGED)
    stale = replace(entries[0], element="Query.x", line=9)
    context = Context(
        today=TODAY,
        next_version=version("2.0"),
        operations=operations(_BEFORE, "query Q {\n  b\n}"),
        acknowledgements=(*entries, stale),
    )
    return reviewed(_BEFORE, _AFTER, context)


def _empty() -> Review:
    return reviewed(_BEFORE, _BEFORE)


@pytest.mark.parametrize("name", FORMATS)
def test_no_changes_make_a_short_report(name: str) -> None:
    """Every format has something to say of nothing."""
    assert FORMATS[name](_empty()).endswith("\n")


def test_json_is_as_its_schema_says() -> None:
    """The schema is shipped beside the report."""
    schema = json.loads(
        (files("graphwright.diff.reports") / "report.schema.json").read_text("utf-8")
    )
    for review in (full_review(), _empty()):
        document = json.loads(FORMATS["json"](review))
        assert list(violations(document, schema, schema)) == []
    broken = {**document, "version": 2, "old": None}
    assert len(list(violations(broken, schema, schema))) == 2


def test_json_tells_all_that_is_known() -> None:
    """Counts, operations, acknowledgements and problems."""
    document = json.loads(FORMATS["json"](full_review()))
    assert document["summary"] == {
        "breaking": 1,
        "dangerous": 1,
        "safe": 2,
        "toApprove": 0,
        "problems": 2,
        "passes": False,
        "failOn": "breaking",
    }
    change = document["changes"][0]
    assert change["acknowledgement"]["reason"] == "Nobody asks for it."
    assert change["breaks"][0]["operation"] == "Q"
    assert change["new"] is None
    assert [problem["code"] for problem in document["problems"]] == ["GW621", "GW611"]


def test_sarif_has_the_structure_of_2_1_0() -> None:
    """Every result refers to its rule; regions count from 1; acknowledged results are suppressed."""
    log = json.loads(FORMATS["sarif"](full_review()))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}
        assert rule["shortDescription"]["text"].endswith(".")
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            _check_location(location)
        assert set(result["partialFingerprints"]) == {"change/v1"}
    suppressed = [result for result in run["results"] if "suppressions" in result]
    assert [entry["kind"] for result in suppressed for entry in result["suppressions"]] == [
        "external"
    ]


def _check_location(location: dict[str, Any]) -> None:
    physical = location["physicalLocation"]
    assert not physical["artifactLocation"]["uri"].startswith("/")
    assert physical["region"]["startLine"] >= 1
    assert physical["region"]["startColumn"] >= 1


def test_gitlab_entries_have_all_keys_and_fingerprints_of_their_own() -> None:
    """The widget drops entries without them, and those of one fingerprint."""
    entries = json.loads(FORMATS["gitlab"](full_review()))
    assert len({entry["fingerprint"] for entry in entries}) == len(entries) == 6
    for entry in entries:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert entry["location"]["lines"]["begin"] >= 1


def test_fingerprints_stay_when_lines_move() -> None:
    """GitLab and GitHub compare them between runs."""
    moved = reviewed(f"# One more line.\n{_BEFORE}", _AFTER)
    still = reviewed(_BEFORE, _AFTER)
    for name in ("gitlab", "sarif"):
        prints = [re.findall(r'"[0-9a-f]{40}"', FORMATS[name](review)) for review in (moved, still)]
        assert sorted(prints[0]) == sorted(prints[1])


def test_github_commands_are_one_line_each() -> None:
    """Line breaks, commas and colons are written as the runner wants them."""
    lines = FORMATS["github"](full_review()).splitlines()
    assert [line.partition(" ")[0] for line in lines] == [
        "::error",
        "::error",
        "::warning",
        "::warning",
        "::notice",
    ]
    assert all(re.fullmatch(r"::\w+ [^:]*::.+", line) for line in lines)
    unsafe = reviewed(_BEFORE, _AFTER.replace("a: Int", "a: [Int]", 1))
    assert "::error file=after.graphql,line=2,col=3,title=Breaking%3A" in FORMATS["github"](unsafe)


def test_markdown_notifies_nobody_and_holds_no_html_of_the_schema() -> None:
    """What the schema says is text."""
    report = FORMATS["markdown"](full_review())
    assert "@somebody" not in report
    assert "<script" not in report
    assert "[x](" not in report
    assert report.splitlines()[0] == "### ❌ Schema changes: 2 problems to mend"
    assert report.count("<details") == report.count("</details>") == 4


def test_markdown_of_many_changes_fits_into_a_comment() -> None:
    """Of the many, the first are written out."""
    fields = "".join(f"  field_{number}: Int\n" for number in range(2000))
    report = FORMATS["markdown"](reviewed(f"type Query {{\n  a: Int\n{fields}}}", _BEFORE))
    assert len(report) < 65_536
    assert "- … and 1900 more" in report


class _Page(HTMLParser):
    """Collects what a page refers to, its ids, and whether its tags are balanced."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.links.extend(values[key] or "" for key in ("href", "src") if key in values)
        if values.get("id"):
            self.ids.append(values["id"] or "")
        if tag not in {"meta", "link", "input", "col", "br", "wbr"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_html_is_one_page_that_needs_no_network() -> None:
    """Every link stays within the page and leads somewhere; the policy forbids the rest."""
    page = _Page()
    report = FORMATS["html"](full_review())
    page.feed(report)
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    for link in page.links:
        assert link == "data:," or (link.startswith("#") and link[1:] in page.ids)
    assert "default-src 'none'" in report
    assert report.count("<script>") == 1
    assert "alert(1)" in "".join(page.text)


def test_html_shows_both_sides() -> None:
    """The lines of either side stand next to each other with their numbers."""
    report = FORMATS["html"](full_review())
    assert '<td class="number removed">3</td><td class="removed"><pre>  b: Int</pre></td>' in report
    assert "<mark>!</mark>" in report
