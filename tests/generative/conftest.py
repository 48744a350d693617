from __future__ import annotations

from hypothesis import settings

# The same examples in every run: a failure is a failure for everybody.
settings.register_profile("openward", derandomize=True, deadline=None, max_examples=50)
settings.load_profile("openward")
