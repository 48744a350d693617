"""The entry point of gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from openward.charts import render

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openward_web.config.settings")
application = get_wsgi_application()

# The first picture takes half a second; readers should not wait for it.
render.warm()
