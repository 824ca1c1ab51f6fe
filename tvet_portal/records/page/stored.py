"""Reading the stored bytes of a version."""

import json


def approved_content(version):
    """The content a version holds. When the models move, older schemas are lifted here, one function a step."""
    return json.loads(version.content)
