"""What a page says where the workflow has refused."""

from django.contrib import messages


def tell(page, request, refused):
    """Each reason is a message of its own, for the person who asked."""
    for sentence in refused.reasons:
        page.message_user(request, sentence, messages.ERROR)
