"""The contract, clause by clause, over every store there is."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from itertools import chain

import pytest

from bot.store.contract import Arrival, Decision, Outcome, Queued, Snapshot, Store
from dialogs.answers import Answer, Kind, LetterLog
from tests.clock import NOON, SetClock
from tests.store.making import always, arrival, echo, goodbye, message, said, text_of, texts, turns

FULL = Answer(
    "measurement", Kind.CHOSEN, "p99 — ‘920 ms’ \ud83d 🚀\n\0", NOON + timedelta(microseconds=1), ("from", "p"), True
)


async def test_a_new_store_knows_nobody(store: Store) -> None:
    assert await store.snapshot(7) == Snapshot(7)
    assert await store.waiting() == (0, 0)
    assert await store.take_turn(echo) is None
    assert await store.ready(NOON) == ()
    assert not await store.erase(7)


async def test_what_came_is_handed_over_as_it_came(store: Store) -> None:
    came = Arrival(5, -1001234567890, 2**40, '{"text": "è 🚀 \ud83d"}', NOON + timedelta(microseconds=7), "press-1")
    seen: list[Arrival] = []

    def think(arrived: Arrival, snapshot: Snapshot) -> Decision:
        seen.append(arrived)
        return Decision()

    assert await store.receive(came)
    assert await store.waiting() == (1, 0)
    assert await store.take_turn(think) == came
    assert seen == [came]
    assert await store.waiting() == (0, 0)


@pytest.mark.parametrize(
    "again",
    [
        arrival(1, text="first", press="p"),  # the very same
        arrival(1, text="other"),  # a known id, whatever it carries
        arrival(2, text="first", press="p"),  # a press that comes again under a new id
    ],
)
@pytest.mark.parametrize("done", [False, True])
async def test_what_comes_again_is_not_taken_for_new(store: Store, again: Arrival, done: bool) -> None:
    assert await store.receive(arrival(1, text="first", press="p"))
    if done:
        await turns(store)
    assert not await store.receive(again)
    await turns(store)
    assert await texts(store) == ["first"]


async def test_two_texts_are_two_arrivals(store: Store) -> None:
    assert await store.receive(arrival(1))
    assert await store.receive(arrival(2))
    assert await turns(store) == [1, 2]


async def test_a_chat_is_served_in_the_order_of_update_ids(store: Store) -> None:
    for update_id in (12, 10, 13, 11):  # webhooks deliver side by side
        await store.receive(arrival(update_id, text=str(update_id)))
    assert await turns(store) == [10, 11, 12, 13]
    assert await texts(store) == ["10", "11", "12", "13"]


async def test_ids_that_restart_after_a_silent_week_come_last(store: Store) -> None:
    await store.receive(arrival(900_000))
    late = arrival(5)
    await store.receive(Arrival(late.update_id, 7, 7, late.body, NOON + timedelta(days=8)))
    assert await turns(store) == [900_000, 5]


async def test_a_turn_keeps_and_sends_together(store: Store, clock: SetClock) -> None:
    await store.receive(arrival(1, text="slow"))
    await turns(store)
    assert await store.snapshot(7) == Snapshot(7, (LetterLog(1, (said("slow"),)),))
    (queued,) = await store.ready(NOON)
    assert queued == Queued(queued.id, message(7, "slow"), 0, False, clock.now())


async def test_entries_come_back_as_they_were(store: Store) -> None:
    await store.receive(arrival(1))
    await store.take_turn(always(Decision(keep=((1, (FULL, said(""))), (3, (said("three"),))))))
    await store.receive(arrival(2))
    await store.take_turn(always(Decision(keep=((2, (said("two"),)), (1, (said("one"),)), (4, ())))))
    assert (await store.snapshot(7)).letters == (
        LetterLog(1, (FULL, said(""), said("one"))),
        LetterLog(2, (said("two"),)),
        LetterLog(3, (said("three"),)),
    )


async def test_a_turn_sees_what_the_turns_before_it_kept(store: Store) -> None:
    seen: list[int] = []

    def think(arrived: Arrival, snapshot: Snapshot) -> Decision:
        seen.append(sum(len(letter.log) for letter in snapshot.letters))
        return echo(arrived, snapshot)

    for update_id in range(4):
        await store.receive(arrival(update_id))
    await turns(store, think)
    assert seen == [0, 1, 2, 3]


async def test_people_do_not_see_each_other(store: Store) -> None:
    await store.receive(arrival(1, chat=-5, person=1, text="mine"))
    await store.receive(arrival(2, chat=-5, person=2, text="yours"))
    await turns(store)
    assert (await texts(store, 1), await texts(store, 2)) == (["mine"], ["yours"])


async def test_a_thought_that_fails_keeps_nothing_and_holds_nothing(store: Store) -> None:
    def fail(arrived: Arrival, snapshot: Snapshot) -> Decision:
        raise ZeroDivisionError

    await store.receive(arrival(1))
    with pytest.raises(ZeroDivisionError):
        await store.take_turn(fail)
    assert await store.waiting() == (1, 0)
    assert await turns(store) == [1]


async def test_what_is_given_up_is_done_once_and_says_so_once(store: Store) -> None:
    await store.receive(arrival(1))
    sorry = Decision(send=(message(7, "sorry"),))
    await store.give_up(arrival(1), "a bug", sorry)
    await store.give_up(arrival(1), "a bug", sorry)
    assert await store.waiting() == (0, 1)
    assert await store.take_turn(echo) is None
    assert not await store.receive(arrival(1))


async def test_giving_up_what_is_done_says_nothing(store: Store) -> None:
    await store.receive(arrival(1))
    await turns(store)
    await store.give_up(arrival(1), "too late", Decision(send=(message(7, "sorry"),)))
    assert [queued.call for queued in await store.ready(NOON)] == [message(7, "hi")]


async def test_each_of_many_tasks_takes_its_own_and_every_chat_keeps_its_order(store: Store) -> None:
    order: dict[int, list[int]] = {}

    def think(arrived: Arrival, snapshot: Snapshot) -> Decision:
        order.setdefault(arrived.chat, []).append(arrived.update_id)
        return echo(arrived, snapshot)

    for update_id in range(60):
        await store.receive(arrival(update_id, chat=update_id % 3, person=update_id % 3, text=str(update_id)))
    taken = await asyncio.gather(*(turns(store, think) for _ in range(8)))
    assert sorted(chain.from_iterable(taken)) == list(range(60))
    for chat in range(3):
        assert await texts(store, chat) == [str(each) for each in range(chat, 60, 3)]
        assert order[chat] == list(range(chat, 60, 3))  # thought once each, in order


async def test_one_person_in_two_chats_loses_no_entry(store: Store) -> None:
    for update_id in range(40):
        await store.receive(arrival(update_id, chat=update_id % 4, person=1, text=str(update_id)))
    await asyncio.gather(*(turns(store) for _ in range(4)))
    assert sorted(map(int, await texts(store, 1))) == list(range(40))


async def test_talk_in_the_terminal_keeps_and_queues_nothing(store: Store) -> None:
    decision = Decision(keep=((1, (said("hello"),)),), send=(message(1),))
    assert await store.converse(1, lambda snapshot: decision) == decision
    assert await store.waiting() == (0, 0)
    assert await texts(store, 1) == ["hello"]
    await store.converse(1, lambda snapshot: Decision(erase=True))
    assert not await store.erase(1)


async def test_calls_of_a_chat_wait_for_each_other(store: Store, clock: SetClock) -> None:
    await store.receive(arrival(1))
    await store.take_turn(always(Decision(send=(message(7, "a"), message(8, "b"), message(7, "c")))))
    first = await store.ready(NOON)
    assert [queued.call for queued in first] == [message(7, "a"), message(8, "b")]
    await store.settle(first[0].id, Outcome.SENT, NOON)
    assert [queued.call for queued in await store.ready(NOON)] == [message(8, "b"), message(7, "c")]
    assert len(await store.ready(NOON, limit=1)) == 1


async def test_quick_calls_go_first_and_wait_for_nobody(store: Store) -> None:
    await store.receive(arrival(1))
    quick = (message(7, "q", quick=True), message(7, "r", quick=True))
    await store.take_turn(always(Decision(send=(message(7, "a"), message(7, "b"), *quick))))
    assert [queued.call for queued in await store.ready(NOON)] == [*quick, message(7, "a")]
    (first, *_) = await store.ready(NOON)
    await store.settle(first.id, Outcome.RETRY, NOON, until=NOON + timedelta(seconds=5))
    assert [queued.call for queued in await store.ready(NOON)] == [quick[1], message(7, "a")]


async def test_quick_calls_are_dropped_when_late(store: Store) -> None:
    await store.receive(arrival(1))
    await store.take_turn(always(Decision(send=(message(7, "q", quick=True), message(7, "a")))))
    assert len(await store.ready(NOON + timedelta(seconds=150))) == 2
    assert [queued.call for queued in await store.ready(NOON + timedelta(seconds=151))] == [message(7, "a")]
    assert await store.waiting() == (0, 1)


async def test_a_call_to_try_again_holds_its_chat_back_until_then(store: Store) -> None:
    await store.receive(arrival(1))
    await store.take_turn(always(Decision(send=(message(7, "a"), message(7, "b"), message(8, "c")))))
    (head, other) = await store.ready(NOON)
    await store.settle(head.id, Outcome.RETRY, NOON, until=NOON + timedelta(seconds=30))
    assert await store.ready(NOON + timedelta(seconds=29)) == (other,)
    (again, _) = await store.ready(NOON + timedelta(seconds=30))
    assert (again.call, again.attempts, again.uncertain) == (message(7, "a"), 1, False)


async def test_a_try_that_does_not_count_is_none_of_the_attempts(store: Store) -> None:
    await store.receive(arrival(1))
    await turns(store)
    tries = [(Outcome.RETRY, False), (Outcome.RETRY, True), (Outcome.UNCERTAIN, False), (Outcome.RETRY, False)]
    seen = []
    for outcome, counts in tries:
        (queued,) = await store.ready(NOON)
        await store.settle(queued.id, outcome, NOON, counts=counts)
        (queued,) = await store.ready(NOON)
        seen.append((queued.attempts, queued.uncertain))
    assert seen == [(0, False), (1, False), (1, True), (1, True)]


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=400)])
async def test_a_clock_set_back_holds_no_fresh_call(store: Store, back: timedelta) -> None:
    await store.receive(arrival(1))
    await store.take_turn(always(Decision(send=(message(7, "a"), message(7, "q", quick=True)))))
    found = await store.ready(NOON - back)
    assert [queued.call for queued in found] == [message(7, "q", quick=True), message(7, "a")]


async def test_a_clock_set_back_by_days_holds_no_call_to_try_again(store: Store) -> None:
    await store.receive(arrival(1))
    await turns(store)
    (head,) = await store.ready(NOON)
    await store.settle(head.id, Outcome.RETRY, NOON, until=NOON + timedelta(seconds=30))
    assert await store.ready(NOON - timedelta(hours=20)) == ()
    assert [queued.id for queued in await store.ready(NOON - timedelta(days=2))] == [head.id]


async def test_an_uncertain_call_goes_once_more_and_no_oftener(store: Store) -> None:
    await store.receive(arrival(1))
    await store.take_turn(always(Decision(send=(message(7, "a"), message(7, "b")))))
    (head,) = await store.ready(NOON)
    await store.settle(head.id, Outcome.UNCERTAIN, NOON)
    (again,) = await store.ready(NOON)
    assert (again.id, again.attempts, again.uncertain) == (head.id, 1, True)
    await store.settle(head.id, Outcome.RETRY, NOON)  # the connection failed: nothing left, so it may still go
    (again,) = await store.ready(NOON)
    assert (again.id, again.attempts, again.uncertain) == (head.id, 2, True)
    await store.settle(head.id, Outcome.UNCERTAIN, NOON)
    assert [queued.call for queued in await store.ready(NOON)] == [message(7, "b")]


@pytest.mark.parametrize("outcome", [Outcome.SENT, Outcome.DEAD])
async def test_a_settled_call_is_gone_and_blocks_nobody(store: Store, outcome: Outcome) -> None:
    await store.receive(arrival(1))
    await store.take_turn(always(Decision(send=(message(7, "a"), message(7, "b")))))
    (head,) = await store.ready(NOON)
    await store.settle(head.id, outcome, NOON)
    await store.settle(head.id, Outcome.RETRY, NOON)  # a late word about it changes nothing
    (following,) = await store.ready(NOON)
    assert following.call == message(7, "b")
    await store.settle(following.id, outcome, NOON)
    assert await store.waiting() == (0, 0)


async def test_a_number_once_given_to_a_call_is_never_given_again(store: Store) -> None:
    numbers = []
    for update_id in range(3):
        await store.receive(arrival(update_id))
        await turns(store)
        (queued,) = await store.ready(NOON)
        await store.settle(queued.id, Outcome.SENT, NOON)
        numbers.append(queued.id)
    assert len(set(numbers)) == 3


async def test_who_is_erased_is_unknown_and_what_waited_for_them_is_gone(store: Store) -> None:
    await store.receive(arrival(1, text="old"))
    await turns(store)
    await store.receive(arrival(2))  # undone
    await store.receive(arrival(3, chat=8, person=8))
    await store.take_turn(always(Decision()))
    await store.take_turn(always(Decision(send=(message(7, "from another"), message(8, "own")))))
    assert await store.erase(7)
    assert await store.snapshot(7) == Snapshot(7)
    assert await store.waiting() == (0, 1)
    assert [queued.call for queued in await store.ready(NOON)] == [message(8, "own")]
    assert not await store.erase(7)


async def test_a_goodbye_outlives_the_erasure_it_speaks_of(store: Store) -> None:
    await store.receive(arrival(1, text="secret"))
    await turns(store)
    await store.receive(arrival(2, text="/forget"))
    assert await turns(store, goodbye) == [2]
    assert [queued.call for queued in await store.ready(NOON)] == [message(7, "goodbye")]
    assert not await store.erase(7)


async def test_what_was_written_after_a_farewell_is_answered_in_the_life_that_begins(store: Store) -> None:
    def think(arrived: Arrival, snapshot: Snapshot) -> Decision:
        if text_of(arrived) == "/forget":
            return goodbye(arrived, snapshot)
        assert "secret" not in [entry.text for letter in snapshot.letters for entry in letter.log]
        return echo(arrived, snapshot)

    await store.receive(arrival(1, text="secret"))
    await turns(store)
    await store.receive(arrival(2, text="/forget"))
    await store.receive(arrival(3, text="hello again", press="p"))
    await store.receive(arrival(4, chat=-5, text="in a group"))
    await store.receive(arrival(5, chat=8, person=8, text="another's"))
    assert await turns(store, think) == [2, 3, 4, 5]
    assert await texts(store) == ["hello again", "in a group"]
    assert await texts(store, 8) == ["another's"]
    assert not await store.receive(arrival(6, press="p"))
    sent = []
    while due := await store.ready(NOON):
        for queued in due:
            sent.append(queued.call)
            await store.settle(queued.id, Outcome.SENT, NOON)
    assert [call for call in sent if call.chat == 7] == [message(7, "goodbye"), message(7, "hello again")]
    assert await store.erase(7)


async def test_what_comes_again_after_an_erasure_is_still_known(store: Store) -> None:
    await store.receive(arrival(1, text="secret", press="p"))
    await turns(store)
    await store.receive(arrival(2, text="/forget"))
    await turns(store, goodbye)
    assert not await store.receive(arrival(1, text="secret"))
    assert not await store.receive(arrival(3, press="p"))
    assert await store.snapshot(7) == Snapshot(7)
    assert not await store.erase(7)


async def test_an_erased_person_who_writes_again_starts_afresh(store: Store) -> None:
    await store.receive(arrival(1, text="old"))
    await turns(store)
    await store.erase(7)
    await store.receive(arrival(2, text="new"))
    await turns(store)
    assert await texts(store) == ["new"]


async def test_an_arrival_erased_while_it_is_thought_about_leaves_nothing(store: Store) -> None:
    if type(store).__name__ == "MemoryStore":
        pytest.skip("thinks in one go, so nothing can come between")
    await store.receive(arrival(1, text="late"))
    loop = asyncio.get_running_loop()

    def think(arrived: Arrival, snapshot: Snapshot) -> Decision:
        asyncio.run_coroutine_threadsafe(store.erase(7), loop).result(5)
        return echo(arrived, snapshot)

    done = await store.take_turn(think)
    assert done is not None
    assert text_of(done) == "late"
    assert await store.waiting() == (0, 0)
    assert not await store.erase(7)


async def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    if type(store).__name__ == "MemoryStore":
        pytest.skip("keeps times as they are")
    naive = arrival(1)
    with pytest.raises(ValueError, match="zone"):
        await store.receive(Arrival(1, 7, 7, naive.body, NOON.replace(tzinfo=None)))


async def test_closing_waits_for_the_turns_under_way(store: Store) -> None:
    for update_id in range(20):
        await store.receive(arrival(update_id, chat=update_id))
    taking = [asyncio.create_task(turns(store)) for _ in range(4)]
    await asyncio.sleep(0)
    await store.close()
    await asyncio.gather(*taking)  # nobody is torn from a turn
