"""notices.yml: where notices go, and of what. It holds passwords, so it lies in the user's configuration folder, never in a workspace."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from nianbao import yamlfile

When = Literal["gate", "failure", "deadline", "well"]


class NoticeFile(BaseModel):
    """`urls` as Apprise knows them (mailtos://, wecombot://, dingtalk://, json:// …); `when` something is told; `days` before a deadline."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    urls: tuple[str, ...] = Field(min_length=1)
    when: frozenset[When] = frozenset({"gate", "failure", "deadline"})
    days: int = Field(14, ge=0)


def notices_file() -> Path:
    """~/.config/nianbao/notices.yml, or as the system keeps such; NIANBAO_NOTICES names another."""
    if told := os.environ.get("NIANBAO_NOTICES"):
        return Path(told)
    from platformdirs import user_config_path

    return user_config_path("nianbao") / "notices.yml"


def read_settings() -> NoticeFile | None:
    """None where there is no such file. Raises BadYaml."""
    path = notices_file()
    return yamlfile.load(path, NoticeFile) if path.is_file() else None
