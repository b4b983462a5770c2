"""Who answers for the offices is told at the end of a batch or run: a closed gate, a failure, a deadline that is near, or that all is well."""

from nianbao.notices.message import Message, message
from nianbao.notices.notify import notify
from nianbao.notices.settings import NoticeFile, notices_file, read_settings

__all__ = ["Message", "NoticeFile", "message", "notices_file", "notify", "read_settings"]
