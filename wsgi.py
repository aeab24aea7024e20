"""The web application for a WSGI server: ``waitress-serve wsgi:application``."""

import sys

from config import Config, ConfigError
from litigation.app import create_app, prepare_register

try:
    application = create_app(Config.from_environ())
except ConfigError as error:
    sys.exit(str(error))

prepare_register(application)
