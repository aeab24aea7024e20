from tests.databases import (  # noqa: F401 - fixtures are found by their names
    app,
    app_on,
    database_url,
    postgresql_server,
    postgresql_template,
    postgresql_url,
    sqlite_template,
    sqlite_url,
)
from tests.faults.office import office, providers  # noqa: F401 - fixtures are found by their names
