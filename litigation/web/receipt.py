"""A leader signs for an issued circular by the link in its notice."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from litigation.actions.acknowledge_circular import acknowledge_circular, find_receipt
from litigation.law.error import LinkDeadError
from litigation.records.db import db
from litigation.web import clock
from litigation.web.head import say_dead

blueprint = Blueprint("receipt", __name__)
blueprint.register_error_handler(LinkDeadError, say_dead)


@blueprint.route("/c/<token>", methods=["GET", "POST"])
def show(token: str) -> ResponseReturnValue:
    """Show the figure of the edition as it was issued; the button signs for it."""
    if request.method == "POST":
        acknowledge_circular(token, now=clock.now(), ip=request.remote_addr or "")
        return redirect(url_for("receipt.show", token=token), 303)
    receipt = find_receipt(db.session(), token)
    figures = receipt.circular.figures
    return render_template(
        "receipt.html", token=token, receipt=receipt, circular=receipt.circular, figures=figures
    )
