"""The queues hold little, whatever waits in the ledger, and fill again after any loss."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from worker_processes import RedisServer, settings_for, until

from skillsearch.errors import SettingError
from skillsearch.ledger import open_ledger
from skillsearch.ledger.ledger import Ledger
from skillsearch.ledger.records import NewItem
from skillsearch.settings import Settings
from workers.app import make_app
from workers.dispatcher import AHEAD, HINTS_PER_QUEUE, Dispatcher, hints_wanted


@pytest.fixture
def settings(tmp_path: Path, redis_server: RedisServer) -> Settings:
    return settings_for(tmp_path, redis_server.url)


@pytest.fixture
def ledger(settings: Settings) -> Iterator[Ledger]:
    with closing(open_ledger(settings)) as opened:
        yield opened


def fill(ledger: Ledger, count: int) -> str:
    job = ledger.create_job("default", "resume", "a test")
    ledger.add_items(job.id, (NewItem(f"cv-{n}", f"cv-{n}") for n in range(count)))
    ledger.seal(job.id)
    return job.id


def top_up(dispatcher: Dispatcher, settings: Settings) -> None:
    with closing(make_app(settings)) as app, app.connection_for_write() as connection:
        dispatcher.top_up(connection)


def test_a_queue_holds_a_hint_for_each_chunk_that_waits() -> None:
    wanted = hints_wanted({"parse": 17, "embed": 32, "write": 0}, due=True)
    assert wanted == {"parse": 3, "embed": 1, "write": 0}


def test_a_queue_never_holds_more_than_its_share() -> None:
    wanted = hints_wanted({"parse": 1_000_000, "embed": 0, "write": 0}, due=True)
    assert wanted["parse"] == HINTS_PER_QUEUE


def test_a_stage_pauses_while_too_much_waits_for_the_next() -> None:
    full = AHEAD["parse"][1]
    assert hints_wanted({"parse": 100, "embed": full, "write": 0}, due=True)["parse"] == 0
    assert hints_wanted({"parse": 100, "embed": full - 1, "write": 0}, due=True)["parse"] > 0


def test_nobody_is_sent_for_what_is_put_off() -> None:
    assert not any(hints_wanted({"parse": 9, "embed": 9, "write": 9}, due=False).values())


def test_what_a_dead_worker_held_is_looked_for() -> None:
    assert hints_wanted({"parse": 0, "embed": 0, "write": 0}, due=True) == {
        "parse": 1,
        "embed": 1,
        "write": 1,
    }


def test_ten_thousand_items_make_few_messages(
    ledger: Ledger, settings: Settings, redis_server: RedisServer
) -> None:
    fill(ledger, 10_000)
    with Dispatcher(settings, ledger) as dispatcher:
        for _ in range(3):
            top_up(dispatcher, settings)
    assert redis_server.length("parse") == HINTS_PER_QUEUE
    assert redis_server.length("embed") == redis_server.length("write") == 0


def test_a_redis_that_was_emptied_is_filled_again(
    ledger: Ledger, settings: Settings, redis_server: RedisServer
) -> None:
    fill(ledger, 100)
    with Dispatcher(settings, ledger) as dispatcher:
        dispatcher.start()
        until(lambda: redis_server.length("parse") == 13, "the queue is filled")
        redis_server.empty()
        until(lambda: redis_server.length("parse") == 13, "the queue is filled again")
        dispatcher.check()


def test_a_redis_that_is_away_is_waited_for_and_told_once(
    ledger: Ledger, settings: Settings, redis_server: RedisServer
) -> None:
    fill(ledger, 10)
    redis_server.kill()
    lines: list[str] = []
    with Dispatcher(settings, ledger, lines.append) as dispatcher:
        dispatcher.start()
        until(lambda: bool(lines), "its absence is told")
        redis_server.start()
        until(lambda: redis_server.length("parse") == 2, "the queue is filled")
        until(lambda: len(lines) > 1, "its return is told")
        dispatcher.check()
    assert lines[0].startswith("Redis does not answer (")
    assert lines[1:] == ["Redis answers again."]


def test_without_a_broker_the_way_without_workers_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="SKILLSEARCH_BROKER_URL") as refused:
        make_app(settings_for(tmp_path))
    assert "skillsearch index resumes" in refused.value.remedy


def test_a_broker_of_another_kind_is_refused_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(SettingError) as refused:
        make_app(settings_for(tmp_path, "amqp://user:opensesame@example.com"))
    assert "(amqp)" in str(refused.value)
    assert "opensesame" not in str(refused.value)


def test_messages_are_acknowledged_late_and_carry_no_code(settings: Settings) -> None:
    with closing(make_app(settings)) as app:
        conf = app.conf
        assert conf.task_acks_late
        assert conf.task_reject_on_worker_lost
        assert conf.worker_prefetch_multiplier == 1
        assert conf.accept_content == ["json"]
        seen = (conf.broker_transport_options, conf.result_backend_transport_options)
        assert {options["visibility_timeout"] for options in seen} == {conf.visibility_timeout}
