"""Headers that no package of ours sets."""

from django.utils.translation import get_language


class ContentLanguageMiddleware:
    """Says in which language an answer speaks, where it is one that people read."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Content-Language", get_language())
        return response


class PermissionsPolicyMiddleware:
    """Tells browsers that the portal wants none of their sensors."""

    policy = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response["Permissions-Policy"] = self.policy
        return response
