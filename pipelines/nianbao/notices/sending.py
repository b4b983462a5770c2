"""A message sent by Apprise. An address may hold a password: of those that failed only the kind is told."""

from __future__ import annotations

from collections.abc import Iterable

from nianbao.errors import NeedsExtra
from nianbao.notices.message import Message


def send(urls: Iterable[str], message: Message) -> tuple[list[str], list[str]]:
    """The kinds (mailto, json …) of the addresses that took it, and of those that did not. Raises NeedsExtra."""
    try:
        import apprise
    except ImportError:
        raise NeedsExtra(what="Apprise", extra="notices") from None
    asset = apprise.AppriseAsset(app_id="nianbao", app_desc="nianbao", async_mode=False)
    sent: list[str] = []
    failed: list[str] = []
    for url in urls:
        sender = apprise.Apprise(asset=asset)
        with apprise.LogCapture(level=apprise.logging.CRITICAL):
            done = bool(sender.add(url)) and sender.notify(body=message.body, title=message.title, body_format=apprise.NotifyFormat.TEXT)
        (sent if done else failed).append(url.partition(":")[0])
    return sent, failed
