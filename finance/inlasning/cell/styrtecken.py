"""Control characters in texts: line breaks of other programs become line breaks, the rest is nothing a document can hold.

XML, and so every Office file, has no place for them; they come with what is pasted from slides and from PDF.
"""

import re

_RADBYTE = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_STYR = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def without_control(text: str) -> str:
    """The text with a newline for every kind of line break, and without other control characters than tab."""
    return _STYR.sub("", _RADBYTE.sub("\n", text))
