"""All that must hold of the forms of a report: within each, and against what the prose says."""

from __future__ import annotations

from collections.abc import Sequence

from nianbao.auditing.document import Document
from nianbao.auditing.findings import Identity
from nianbao.auditing.forms.equations import within
from nianbao.auditing.forms.form import Form
from nianbao.auditing.forms.prose import against_prose
from nianbao.claims.model import Claim


def form_identities(forms: Sequence[Form], document: Document, claims: Sequence[Claim]) -> list[Identity]:
    """Rows, columns and printed relations of each form (`table_row`, `table_column`, `table_statutory`), then the prose (`text_vs_table`)."""
    return [*(one for form in forms for one in within(form)), *(one for form in forms for one in against_prose(form, document, claims))]
