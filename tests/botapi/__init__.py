"""Telegram's Bot API over real HTTP, as far as a bot that coaches can see it, for tests.

Rules it keeps to: what a bot gets here, it would get from Telegram (same shapes, limits, refusals, words
of refusal); people's side is driven through `client.Telegram`; all state lives in this process and survives the bot.
"""
