"""Headers that every answer carries, whatever made it: page, error, download or redirect."""

from flask import Flask, Response, current_app, request

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)

# "same-origin" and not "no-referrer": with the latter, browsers send "Origin: null" with our own
# forms, and the Origin is what the link pages are checked by. Other sites still learn nothing.
FIXED = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), microphone=(self), camera=(self), payment=(), usb=()",
}

ONE_YEAR = 365 * 24 * 3600


def install(app: Flask) -> None:
    """Add the headers to every answer of the application."""
    app.after_request(add_headers)


def add_headers(response: Response) -> Response:
    """Set the fixed headers, and those that depend on the address and on what is answered."""
    for name, value in FIXED.items():
        response.headers[name] = value
    if current_app.config["LITIGATION"].https:
        response.headers["Strict-Transport-Security"] = f"max-age={ONE_YEAR}; includeSubDomains"
    if not _is_asset():
        response.headers["Cache-Control"] = "no-store"
    return response


def _is_asset() -> bool:
    """Only the programme's own files may stay in a cache; registers and links never."""
    return request.endpoint in ("static", "bootstrap.static")
