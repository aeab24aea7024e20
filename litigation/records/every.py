"""Every table in one place, for migrations and for whoever needs the whole schema."""

from litigation.records import (
    agency,
    assignment,
    availability,
    circular,
    court_list,
    delivery_event,
    district_rule,
    feed_link,
    hearing,
    import_run,
    inbound_message,
    journal,
    lawsuit,
    mailbox,
    message_wording,
    notice,
    paper,
    record_link,
    seat_choice,
    setting,
    user,
)
from litigation.records.db import Record, db

SUBJECTS = (
    agency,
    assignment,
    availability,
    circular,
    court_list,
    delivery_event,
    district_rule,
    feed_link,
    hearing,
    import_run,
    inbound_message,
    journal,
    lawsuit,
    mailbox,
    message_wording,
    notice,
    paper,
    record_link,
    seat_choice,
    setting,
    user,
)

__all__ = ["SUBJECTS", "Record", "db"]
