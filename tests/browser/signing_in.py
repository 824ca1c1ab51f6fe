"""Signing in as a person does, in a browser."""


def sign_in(page, name, password="seven slow ferries"):
    page.goto("/admin/login/")
    page.fill("[name='login']", name)
    page.fill("[name='password']", password)
    page.click("button:text-is('Sign in')")
