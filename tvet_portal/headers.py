"""Headers that no package of ours sets."""


class PermissionsPolicyMiddleware:
    """Tells browsers that the portal wants none of their sensors."""

    policy = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response["Permissions-Policy"] = self.policy
        return response
