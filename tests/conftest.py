"""All tests share one cache folder of their own, so that they neither read nor evict the user's."""

import os
import tempfile

os.environ["POLICYLINT_CACHE"] = tempfile.mkdtemp(prefix="policylint-tests-")
