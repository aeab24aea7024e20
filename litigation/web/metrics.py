"""The gauges in the words of Prometheus, for a monitor on this machine or one with the token."""

import hmac
from collections.abc import Iterable, Iterator
from ipaddress import ip_address
from itertools import groupby

from flask import Blueprint, Response, abort, current_app, request
from flask.typing import ResponseReturnValue

from litigation.records.db import db
from litigation.records.gauges import Gauge, read_gauges
from litigation.web import clock

TYPE = "text/plain; version=0.0.4; charset=utf-8"

blueprint = Blueprint("metrics", __name__)


@blueprint.get("/metrics")
def show() -> ResponseReturnValue:
    """Answer the gauges, without any name or number of a person; 404 to everybody else."""
    if not _is_monitor():
        abort(404)
    return Response("\n".join(_lines(read_gauges(db.session(), clock.now()))) + "\n", content_type=TYPE)


def _is_monitor() -> bool:
    """Tell a monitor by its token; without a token by the loopback address."""
    token = current_app.config["LITIGATION"].metrics_token
    if token:
        return hmac.compare_digest(
            request.headers.get("Authorization", "").encode(), f"Bearer {token}".encode()
        )
    try:
        return ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False


def _lines(gauges: Iterable[Gauge]) -> Iterator[str]:
    """Write the exposition format: what a gauge means once, then its values."""
    for name, group in groupby(gauges, key=lambda gauge: f"litigation_{gauge.name}"):
        for number, gauge in enumerate(group):
            if number == 0:
                yield f"# HELP {name} {gauge.meaning}"
                yield f"# TYPE {name} gauge"
            label = f'{{{gauge.label[0]}="{gauge.label[1]}"}}' if gauge.label else ""
            yield f"{name}{label} {float(gauge.value):g}"
