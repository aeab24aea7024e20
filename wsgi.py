"""The web application for a WSGI server: ``waitress-serve wsgi:application``."""

import sys

from config import Config, ConfigError
from litigation.app import create_app, prepare_register
from litigation.law.error import LitigationError

try:
    application = create_app(Config.from_environ())
    prepare_register(application)
except (ConfigError, LitigationError) as error:
    sys.exit(str(error))
