"""Subscriptions over WebSockets and over server-sent events.

A transport takes the next state only when the one before is sent, so a reader that is slow gets
the newest state next and nothing is queued for it.
"""

from __future__ import annotations
