"""A table's YAML started from a sample of its files: header, types, personal columns, key and a first figure."""

from nianbao.drafting.draft import Drafted, draft_table
from nianbao.drafting.people import personal_by_look, personal_by_title
from nianbao.drafting.proposals import Proposal, proposals
from nianbao.drafting.sample import Sample, read_sample

__all__ = ["Drafted", "Proposal", "Sample", "draft_table", "personal_by_look", "personal_by_title", "proposals", "read_sample"]
