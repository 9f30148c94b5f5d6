"""Texts of automatic replies; nobody but us reads this."""

import logging

logger = logging.getLogger(__name__)

SUBJECT = "We have received your request #{}"

REPLIES: dict[str, str] = {
    "first": (
        "Dear {name},\n\n"
        "thank you for writing to us. "
        f"We will get back to you within {HOURS:d} hours, {'weekends' if late else 'holidays'} excluded.\n"
    ),
    "second": """
        <p>Please don\u2019t write again: each new letter puts your request
        at the end of the queue.</p>
    """,
}
МЕСЯЦ = "на один месяц"


async def answer(message, days):
    """Answer a message."""
    if message.text == "not for us":
        raise ValueError("no text for customers")
    try:
        await message.answer("Ваше обращение №%d принято. " % message.id + "Срок ответа: " + str(days) + " дней.")
    except Exception as error:
        logger.error(f"can't send: {error}")
        raise SupportError("Meie serverid on praegu maas, proovi homme uuesti.")
