"""What was typed while the session ended: a page of ours holds it until it is sent again."""

from django.shortcuts import render

ADMIN, OWN = "/admin/", "/admin/account/"


def held(request):
    """The page that holds what was sent, or nothing where it may not."""
    if not may_hold(request):
        return None
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    typed = [(name, value) for name, value in fields if name != "csrfmiddlewaretoken"]
    return render(request, "account/send_again.html", {"typed": typed, "has_files": bool(request.FILES)}, status=403)


def may_hold(request):
    """Only what a page of ours has sent: to send what a strange page made up must not take one click.

    Browsers say where a form comes from, and pages cannot. Passwords are held by nobody.
    """
    if request.method != "POST" or not request.path.startswith(ADMIN) or request.path.startswith(OWN):
        return False
    is_ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    return is_ours and bool(request.POST) and not any("password" in name for name in request.POST)


def too_old(request, reason=""):
    """A form that cannot be told from a forged one: most often it was open while somebody signed in or out."""
    response = held(request) or render(request, "403_csrf.html", status=403)
    response.is_too_old = True
    return response
