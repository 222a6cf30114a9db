"""Recording and comparing sources with the commands, over real servers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgpack
import orjson
import pytest
import redis
from click.testing import CliRunner, Result
from tests.livestat.history import END
from tests.livestat.legacy import legacy_payload
from tests.livestat.scenarios import COMPARED, compared
from tests.livestat.servers import free_port

from kernelgraph.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.livestat.legacy import Payload

AT = ("--at", str(END))
KERNELS = [part for kernel_id in COMPARED for part in ("--kernel", str(kernel_id))]
REASONS = {
    "of the last two samples there, mean of the window here",
    "metrics without a bound have one capacity here",
    '"0.00" there for want of a capacity',
    "only some statistics there",
    "over the raw counter there, over its rate here",
    "names the writer's format, no figure",
}


def livestat(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["livestat", *arguments])


def write(url: str, change: Callable[[Payload], None] | None = None) -> None:
    """Store the legacy payloads of the compared kernels, the first one changed."""
    with redis.Redis.from_url(url) as store:
        for number, story in enumerate(compared()):
            payload = legacy_payload(story)
            if change is not None and number == 0:
                change(payload)
            store.set(story.kernel_id, msgpack.packb(payload), ex=86_400)


def test_the_two_sources_of_one_history_differ_only_in_accepted_ways(
    redis_url: str, server_url: str
) -> None:
    write(redis_url)
    result = livestat(
        "compare", "--left", redis_url, "--right", server_url, *AT, *KERNELS, "--json"
    )
    assert result.exit_code == 0, result.output
    report = orjson.loads(result.stdout)
    assert (report["explained"], report["kernels"]) == (True, 3)
    assert {reason for field in report["fields"] for reason in field["reasons"]} == REASONS
    verdicts = {(field["metric"], field["field"]): field["verdict"] for field in report["fields"]}
    assert verdicts["mem", "current"] == verdicts["mem", "stats.max"] == "equal"
    assert verdicts["cpu_used", "current"] == verdicts["cuda_util", "pct"] == "equal"
    assert verdicts["cpu_util", "current"] == "accepted difference"


def test_it_does_not_matter_which_side_is_which(redis_url: str, server_url: str) -> None:
    write(redis_url)
    result = livestat("compare", "--left", server_url, "--right", redis_url, *AT, *KERNELS)
    assert result.exit_code == 0, result.output
    assert "3 kernels compared" in result.stdout
    assert "0 of " in result.stdout


def drop_mem(payload: Payload) -> None:
    del payload["mem"]


def set_mem(payload: Payload) -> None:
    payload["mem"]["current"] = str(int(str(payload["mem"]["current"])) + 1)


def set_unit(payload: Payload) -> None:
    payload["net_rx"]["unit_hint"] = "bytes"


def drop_capacity(payload: Payload) -> None:
    payload["cpu_util"]["capacity"] = None


@pytest.mark.parametrize(
    ("change", "metric", "field"),
    [
        (drop_mem, "mem", "(all)"),
        (set_mem, "mem", "current"),
        (set_unit, "net_rx", "unit_hint"),
        (drop_capacity, "cpu_util", "capacity"),
    ],
)
def test_a_difference_that_nothing_explains_is_shown_and_fails(
    redis_url: str, prometheus_url: str, change: Callable[[Payload], None], metric: str, field: str
) -> None:
    write(redis_url, change)
    sides = ("--left", redis_url, "--right", prometheus_url)
    result = livestat("compare", *sides, *AT, *KERNELS, "--json")
    assert result.exit_code == 1
    fields = orjson.loads(result.stdout)["fields"]
    (found,) = [each for each in fields if each["verdict"] == "difference"]
    assert (found["metric"], found["field"]) == (metric, field)
    assert found["examples"][0]["kernel"] == str(COMPARED[0])
    accepted = livestat("compare", *sides, *AT, *KERNELS, "--accept", f"{metric}:*")
    assert accepted.exit_code == 0, accepted.output
    assert "accepted by whoever asked" in accepted.stdout


def test_a_tolerance_covers_small_differences(redis_url: str, prometheus_url: str) -> None:
    write(redis_url, set_mem)
    sides = ("--left", redis_url, "--right", prometheus_url, *AT, *KERNELS)
    assert livestat("compare", *sides, "--tolerance", "0.1%").exit_code == 0


def test_a_kernel_that_one_side_does_not_know_is_a_difference(
    redis_url: str, prometheus_url: str
) -> None:
    unknown = "11111111-1111-4111-8111-111111111111"
    with redis.Redis.from_url(redis_url) as store:
        store.set(unknown, msgpack.packb({"mem": {"current": "1"}}), ex=60)
    sides = ("--left", redis_url, "--right", prometheus_url)
    result = livestat("compare", *sides, *AT, "--kernel", unknown)
    assert result.exit_code == 1
    assert "present" in result.stdout


def test_a_recording_is_equal_to_what_was_recorded(prometheus_url: str, tmp_path: Path) -> None:
    path = str(tmp_path / "recording.json")
    recorded = livestat("record", "--from", prometheus_url, "--output", path, *AT)
    assert recorded.exit_code == 0, recorded.output
    result = livestat("compare", "--left", path, "--right", prometheus_url, *AT, "--json")
    assert result.exit_code == 0, result.output
    report = orjson.loads(result.stdout)
    assert report["kernels"] > 500
    assert {field["verdict"] for field in report["fields"]} == {"equal"}


def test_what_is_equal_can_be_left_out_of_the_table(redis_url: str, prometheus_url: str) -> None:
    write(redis_url)
    sides = ("--left", redis_url, "--right", prometheus_url)
    everything = livestat("compare", *sides, *AT, *KERNELS).stdout.splitlines()
    result = livestat("compare", *sides, *AT, *KERNELS, "--hide-equal")
    assert result.exit_code == 0
    shown = [line.split() for line in result.stdout.splitlines()]
    assert "equal" in {word for line in everything for word in line.split()}
    assert "equal" not in {line[2] for line in shown if len(line) > 2}
    assert any(line[2:3] == ["accepted"] for line in shown)


def test_a_recording_that_cannot_be_written_ends_with_a_sentence(
    prometheus_url: str, tmp_path: Path
) -> None:
    path = tmp_path / "no such directory" / "recording.json"
    result = livestat("record", "--from", prometheus_url, "--output", str(path), *AT)
    assert result.exit_code == 1
    assert "cannot be written: No such file or directory" in result.stderr


def test_a_recording_of_the_legacy_store_keeps_its_accepted_differences(
    redis_url: str, prometheus_url: str, tmp_path: Path
) -> None:
    write(redis_url)
    path = str(tmp_path / "recording.json")
    livestat("record", "--from", redis_url, "--output", path, *KERNELS)
    result = livestat("compare", "--left", path, "--right", prometheus_url, *AT)
    assert result.exit_code == 0, result.output
    assert "only right" in result.stdout


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("ftp://127.0.0.1", "is no source"),
        ("/nowhere/recording.json", "cannot be read"),
    ],
)
def test_a_source_that_is_none_ends_with_a_sentence(place: str, sentence: str) -> None:
    result = livestat("compare", "--left", place, "--right", place, *KERNELS)
    assert result.exit_code == 2
    assert sentence in result.stderr


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"version": 2, "source": "x", "kernels": {}}',
        '{"version": 1, "source": "x", "kernels": {"x": null}}',
    ],
)
def test_a_file_that_is_no_recording_ends_with_a_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "recording.json"
    path.write_text(text)
    result = livestat("compare", "--left", str(path), "--right", str(path), *KERNELS)
    assert result.exit_code == 2
    assert "recording" in result.stderr


@pytest.mark.parametrize("kernels", [KERNELS, []])
def test_a_source_that_does_not_answer_is_no_difference(kernels: list[str]) -> None:
    dead = f"http://127.0.0.1:{free_port()}"
    result = livestat("compare", "--left", dead, "--right", dead, *kernels)
    assert result.exit_code == 2
    assert "unreachable" in result.stderr


@pytest.mark.parametrize(
    "options", [("--tolerance", "101"), ("--tolerance", "x"), ("--accept", "mem")]
)
def test_options_that_say_nothing_are_refused(options: tuple[str, str]) -> None:
    result = livestat("compare", "--left", "x", "--right", "x", *options)
    assert result.exit_code == 2
    assert "Invalid value" in result.stderr
