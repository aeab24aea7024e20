"""The table of contents of the web: every blueprint, in the order of the navigation.

Addresses and roles stand in ``access.tsv``; a page needs its row there.
"""

from flask import Blueprint, Flask
from flask_wtf import CSRFProtect

from litigation.web import (
    account,
    agencies,
    assignments,
    availability,
    calendar,
    cases,
    contact_link,
    court_lists,
    duties,
    excuses,
    feed,
    hand_over,
    head,
    health,
    hearings,
    import_columns,
    import_undo,
    import_work,
    imports,
    journal,
    language,
    liaisons,
    login,
    messages,
    metrics,
    overview,
    papers,
    people,
    readings,
    receipt,
    record,
    replacement,
    reports,
    rules,
    runs,
    settings,
    setup,
    take_over,
    tasks,
    today,
    travel,
    users,
    webhooks,
    what_if,
    wordings,
)

BLUEPRINTS = (
    login.blueprint,
    setup.blueprint,
    today.blueprint,
    calendar.blueprint,
    cases.blueprint,
    duties.blueprint,
    hearings.blueprint,
    imports.blueprint,
    import_columns.blueprint,
    import_undo.blueprint,
    import_work.blueprint,
    assignments.blueprint,
    hand_over.blueprint,
    replacement.blueprint,
    what_if.blueprint,
    papers.blueprint,
    excuses.blueprint,
    messages.blueprint,
    tasks.blueprint,
    reports.blueprint,
    court_lists.blueprint,
    overview.blueprint,
    runs.blueprint,
    journal.blueprint,
    agencies.blueprint,
    people.blueprint,
    availability.blueprint,
    liaisons.blueprint,
    settings.blueprint,
    readings.blueprint,
    rules.blueprint,
    travel.blueprint,
    wordings.blueprint,
    users.blueprint,
    receipt.blueprint,
    account.blueprint,
    feed.blueprint,
    language.blueprint,
    health.blueprint,
    metrics.blueprint,
)

# The path token is the capability of these pages; they check the Origin and an idempotency key.
# Webhooks check the provider's signature.
LINK_BLUEPRINTS: tuple[Blueprint, ...] = (
    head.blueprint,
    take_over.blueprint,
    contact_link.blueprint,
    record.blueprint,
    webhooks.blueprint,
)


def install(app: Flask, csrf: CSRFProtect) -> None:
    """Register every page."""
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    for blueprint in LINK_BLUEPRINTS:
        app.register_blueprint(blueprint)
        csrf.exempt(blueprint)
