"""The statutory tables inside a report: read, held against themselves, against the prose and against last year's."""

from nianbao.auditing.forms.form import Doubt, Form, Misspelt, Number
from nianbao.auditing.forms.identities import form_identities
from nianbao.auditing.forms.mending import form_findings
from nianbao.auditing.forms.reading import read_forms
from nianbao.auditing.forms.years import cross_year

__all__ = ["Doubt", "Form", "Misspelt", "Number", "cross_year", "form_findings", "form_identities", "read_forms"]
