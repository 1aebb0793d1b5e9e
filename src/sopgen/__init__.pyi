from sopgen.api import check as check
from sopgen.api import draw as draw
from sopgen.api import lay_out as lay_out
from sopgen.api import read as read

__version__: str
