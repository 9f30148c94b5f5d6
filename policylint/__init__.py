"""policylint finds wording that turns its back on the customer.

>>> import policylint
>>> report = policylint.check_text("Do not reply to this message.", kind="autoreply", language="en")
"""

from policylint.api import Settings, check_paths, check_text
from policylint.findings import Edit, Finding, Fix, Report
from policylint.resources import VERSION

__all__ = ["Edit", "Finding", "Fix", "Report", "Settings", "check_paths", "check_text"]
__version__ = VERSION
