"""checks.html."""
def page(checks, work):
    return ""
