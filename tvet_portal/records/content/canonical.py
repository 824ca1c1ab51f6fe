"""One text for one content, so that it can be hashed and compared."""

import hashlib
import json

SCHEMA = 1  # raised when the models move; content_upgrades lifts older contents on reading


def canonical(content):
    """The content as JSON text: order as declared, no spaces, characters as they are."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()
