# The one exception whose text is meant for the person at the terminal: what happened, what to do, in one line.


class ScaleoutError(Exception):
    """Something the user can put right; the message is one line."""
