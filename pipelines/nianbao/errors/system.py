"""Why the system refused a file, in both languages: what it says itself is English."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Final

from nianbao.errors.family import UsageError
from nianbao.errors.usage import FolderForFile, MayNotRead, NoSuchFile
from nianbao.words import Words

_KNOWN: Final = {
    errno.EACCES: Words(zh="没有权限", en="permission denied"),
    errno.EPERM: Words(zh="没有权限", en="permission denied"),
    errno.EROFS: Words(zh="那里只能读", en="it is a read-only file system"),
    errno.ENOSPC: Words(zh="磁盘已满", en="the disk is full"),
    errno.EDQUOT: Words(zh="磁盘配额已用完", en="the disk quota is used up"),
    errno.EFBIG: Words(zh="文件太大", en="the file is too large"),
    errno.EEXIST: Words(zh="那里已有同名的文件", en="a file of that name is there"),
    errno.ENOENT: Words(zh="不存在", en="it is not there"),
    errno.ENOTDIR: Words(zh="路径中有一段不是文件夹", en="a part of the path is no folder"),
    errno.EISDIR: Words(zh="它是文件夹", en="it is a folder"),
    errno.ENAMETOOLONG: Words(zh="名称太长", en="the name is too long"),
    errno.ELOOP: Words(zh="链接绕回了自己", en="its links lead round in a circle"),
    errno.EBUSY: Words(zh="正被占用", en="it is in use"),
    errno.EMFILE: Words(zh="打开的文件太多", en="too many files are open"),
    errno.ENFILE: Words(zh="打开的文件太多", en="too many files are open"),
    errno.EIO: Words(zh="磁盘读写出错", en="the disk failed"),
}


def reason(error: OSError) -> Words:
    """What the error means; of a rare one its number and what the system calls it."""
    if error.errno in _KNOWN:
        return _KNOWN[error.errno]
    name = errno.errorcode.get(error.errno or 0, type(error).__name__)
    told = error.strerror or name
    return Words(zh=f"系统错误 {name}", en=told[:1].lower() + told[1:])


def unread(path: Path, error: OSError) -> UsageError:
    """Why a file that somebody has named cannot be read."""
    if isinstance(error, PermissionError):  # Windows answers so to a folder, and to a file that another program holds open
        return FolderForFile(path=path) if path.is_dir() else MayNotRead(path=path)
    return FolderForFile(path=path) if isinstance(error, IsADirectoryError) else NoSuchFile(path=path)
