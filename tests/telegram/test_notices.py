"""Notices in groups: one a minute, whoever calls and however often a turn is thought about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.telegram.notices import REMEMBERED, Notices, Shown

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def test_one_call_a_minute_is_answered_in_each_group() -> None:
    notices = Notices()
    assert notices.wanted(-5, 1, NOW)
    assert not notices.wanted(-5, 2, after(59))
    assert notices.wanted(-6, 3, after(59))
    assert notices.wanted(-5, 4, after(60))
    assert not notices.wanted(-5, 5, after(61))


def test_an_update_that_is_thought_about_again_is_answered_again() -> None:
    notices = Notices()
    assert notices.wanted(-5, 1, NOW)
    assert notices.wanted(-5, 1, NOW)


def test_a_clock_that_is_set_back_silences_no_group() -> None:
    notices = Notices()
    assert notices.wanted(-5, 1, NOW)
    assert notices.wanted(-5, 2, after(-3600))


def test_what_a_group_has_just_got_is_not_sent_to_it_again_and_people_get_everything() -> None:
    shown = Shown()
    for chat in (-5, 7):
        shown.sent(chat, "In private.", 100.0)
    assert shown.again(-5, "In private.", 159.0)
    assert not shown.again(-5, "Something else.", 159.0)
    assert not shown.again(-5, "In private.", 160.0)
    assert not shown.again(7, "In private.", 100.0)


def test_not_more_groups_are_remembered_than_fit() -> None:
    notices = Notices()
    for chat in range(REMEMBERED + 10):
        notices.wanted(-chat, chat, NOW)
    assert len(notices._last) == REMEMBERED
