"""Grounds for and against a head, and what is proved of a choice, in the language of the page."""

from datetime import datetime

from flask import Flask
from flask_babel import gettext

from litigation.actions.propose_heads import Proposals
from litigation.law.choice_ground import Ground, Value
from litigation.law.word import Word
from litigation.web.wording import in_english, listed, moment


def ground_words(ground: Ground) -> str:
    """Write one reason; in English the law's own word stands for its Chinese sentence."""
    values = dict(ground.values)
    if in_english() and isinstance(values.get("code"), Word):
        values["reason"] = values["code"]
    return gettext(ground.kind.label).format(**{name: _say(value) for name, value in values.items()})


def proof_words(proposals: Proposals) -> str:
    """Say how good the proposals are: proved, or by how much they might be better at most."""
    percent = f"{proposals.room / 10:g} %"
    return gettext(proposals.proof.label).format(percent=percent)


def _say(value: Value) -> str:
    if isinstance(value, Word):
        return gettext(value.label)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, tuple):
        return listed(list(value))
    return gettext(value) if isinstance(value, str) and value else str(value)


def install(app: Flask) -> None:
    """Give both to every template."""
    app.jinja_env.filters.update(ground_words=ground_words, proof_words=proof_words)
