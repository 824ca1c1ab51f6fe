"""What the audit knows of: the words of `what`, by subject. They never change; a new act adds its own."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    _("Signing in"): (
        "sign in",
        "sign out",
        "session ended",
        "fail to sign in",
        "refuse to sign in",
        "fail the second factor",
        "use a recovery code",
    ),
    _("Accounts"): (
        "make an account",
        "change an account",
        "delete an account",
        "end the sessions",
        "change the own password",
        "add a second factor",
        "remove a second factor",
        "renew recovery codes",
        "reset the second factor",
    ),
    _("Records"): (
        "submit",
        "send back",
        "publish",
        "withdraw",
        "roll back",
        "withhold a version",
        "propose",
        "take a proposal back",
        "send a proposal back",
        "accept a proposal",
        "ask a party",
        "take back a question to a party",
        "answer of a party",
    ),
    _("Directory"): (
        "approve",
        "approve what one wrote oneself",
        "change what is public",
        "withhold names",
        "show names again",
    ),
    _("Many at once"): (
        "load a dataset",
        "import",
        "merge",
        "undo a merge",
        "close a request to merge",
        "say that two are two",
        "take back that two are two",
    ),
    _("Other"): ("refuse", "take a draft’s file", "sweep the audit"),
}
