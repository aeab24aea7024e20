"""The office's settings, read once for a request."""

from flask import g

from litigation.actions.office import OfficeSettings, office_settings
from litigation.records.db import db


def office() -> OfficeSettings:
    """Return the settings that hold for this request."""
    if "office" not in g:
        g.office = office_settings(db.session())
    settings: OfficeSettings = g.office
    return settings
