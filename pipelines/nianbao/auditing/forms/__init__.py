"""The statutory tables inside a report: read, held against themselves, against the prose and against last year's."""

from nianbao.auditing.forms.form import Doubt, Form, Misspelt, Number
from nianbao.auditing.forms.reading import read_forms

__all__ = ["Doubt", "Form", "Misspelt", "Number", "read_forms"]
