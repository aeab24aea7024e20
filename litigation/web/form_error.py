"""A rule that an action found broken, shown at the field it is about."""

from flask_babel import gettext
from wtforms import Form

from litigation.law.error import LitigationError


def show_error(form: Form, error: LitigationError) -> str | None:
    """Put the error's sentence at its field; return it when it is about the form as a whole."""
    sentence = gettext(str(error))
    field = form._fields.get(str(error.details.get("field", "")))
    if field is None:
        return sentence
    field.errors = [*field.errors, sentence]
    return None
