"""Pages of a list: which one is asked for, how many rows it has, and the way to the others."""

from dataclasses import dataclass

from flask import Flask, request, url_for

SIZES = (20, 50, 100)
KEPT = (
    *("q", "agency", "standing", "procedure", "when", "state", "channel", "event", "per", "edition"),
    *("view", "act", "who", "until"),
)
"""Filters that go along to another page; nothing else of an address does."""


@dataclass(frozen=True, slots=True)
class Paging:
    """One page of a list of ``total`` rows."""

    page: int
    per_page: int
    total: int = 0

    @property
    def offset(self) -> int:
        """How many rows stand before this page."""
        return (self.page - 1) * self.per_page

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // self.per_page))

    @property
    def first(self) -> int:
        """The number of the first row shown."""
        return min(self.offset + 1, self.total)

    @property
    def last(self) -> int:
        """The number of the last row shown."""
        return min(self.offset + self.per_page, self.total)

    @property
    def shown(self) -> list[int | None]:
        """The page numbers to offer; ``None`` where some are left out."""
        near = {1, self.pages, *range(self.page - 1, self.page + 2)}
        numbers = sorted(number for number in near if 1 <= number <= self.pages)
        offered: list[int | None] = []
        for number in numbers:
            if offered and number - (offered[-1] or 0) > 1:
                offered.append(None)
            offered.append(number)
        return offered

    def of(self, total: int) -> "Paging":
        """The same page now that the number of rows is known; beyond the end it is the last one."""
        whole = Paging(self.page, self.per_page, total)
        return Paging(min(self.page, whole.pages), self.per_page, total)


def asked_page() -> Paging:
    """Read page and size from the address; nonsense is the first page of twenty."""
    page = request.args.get("page", 1, type=int)
    size = request.args.get("per", SIZES[0], type=int)
    return Paging(max(1, min(page, 1_000_000)), size if size in SIZES else SIZES[0])


def page_url(endpoint: str, page: int) -> str:
    """Return the address of another page of this list, its filters kept."""
    filters = {name: value for name, value in request.args.items() if name in KEPT}
    return url_for(endpoint, **{**filters, **(request.view_args or {}), "page": page})


def install(app: Flask) -> None:
    """Let templates make the links of a list."""
    app.jinja_env.globals["page_url"] = page_url
