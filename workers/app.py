"""The Celery application: three queues of hints over Redis.

A message says only that a stage has work. Whoever gets it claims a chunk from the ledger, which
alone knows what there is to do: a message that is lost, repeated or late costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from skillsearch.errors import SettingError
from skillsearch.settings import Settings

if TYPE_CHECKING:
    from celery import Celery

    from skillsearch.ledger.records import Stage

__all__ = ["QUEUES", "VISIBILITY_SECONDS", "broker_of", "make_app", "task_name"]

QUEUES: tuple[Stage, ...] = ("parse", "embed", "write")
"""A queue a stage, by its name."""

VISIBILITY_SECONDS = 900
"""When a message that was taken and never acknowledged is given to another. Longer than a chunk
can take: what is repeated is harmless, but finds nothing to do."""

SOFT_SHUTDOWN_SECONDS = 60.0

_KINDS = ("redis://", "rediss://", "redis+socket://")


def task_name(stage: Stage) -> str:
    """The name of the task of a stage."""
    return f"skillsearch.{stage}"


def broker_of(settings: Settings) -> str:
    """The URL of Redis, password and all; :class:`SettingError` where none is set."""
    if settings.broker_url is None:
        raise SettingError(
            "Workers need a Redis that hands out work, and SKILLSEARCH_BROKER_URL is not set.",
            remedy="Set it (redis://host:6379/0), or index in one process, without workers: "
            "skillsearch index resumes PATH.",
        )
    url = settings.broker_url.get_secret_value()
    if not url.startswith(_KINDS):
        kind = url.partition("://")[0] if "://" in url else "no URL"
        raise SettingError(
            f"SKILLSEARCH_BROKER_URL is of a kind that is not supported ({kind}).",
            remedy="Set it to redis://host:6379/0, or rediss:// for TLS.",
        )
    return url


def make_app(settings: Settings) -> Celery:
    """The application for a broker; it connects when it is used.

    Raises :class:`SettingError` without a broker or without Celery. A worker's own SIGTERM lets
    the chunks in hand finish; SIGQUIT gives them ``SOFT_SHUTDOWN_SECONDS``.
    """
    broker = broker_of(settings)
    try:
        from celery import Celery
        from kombu import Queue
    except ImportError:
        raise SettingError(
            "Workers need the package celery, which is not installed.",
            remedy="Install it: pip install 'skillsearch[workers]'.",
        ) from None

    app = Celery("skillsearch", broker=broker, set_as_current=False)
    transport: dict[str, Any] = {
        "visibility_timeout": VISIBILITY_SECONDS,
        "global_keyprefix": "skillsearch:",  # the Redis may serve others too
        "socket_connect_timeout": 5,
        "socket_keepalive": True,
        "health_check_interval": 25,
    }
    app.conf.update(
        task_queues=[Queue(name) for name in QUEUES],
        task_routes={task_name(stage): {"queue": stage} for stage in QUEUES},
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        task_ignore_result=True,
        task_create_missing_queues=False,
        task_serializer="json",
        accept_content=["json"],
        visibility_timeout=VISIBILITY_SECONDS,
        broker_transport_options=transport,
        result_backend_transport_options={"visibility_timeout": VISIBILITY_SECONDS},
        broker_connection_retry=True,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        worker_prefetch_multiplier=1,
        worker_soft_shutdown_timeout=SOFT_SHUTDOWN_SECONDS,
        # What it does when Redis restarts: the chunk in hand goes on, for it belongs to the
        # ledger and not to the message.
        worker_cancel_long_running_tasks_on_connection_loss=False,
        worker_enable_remote_control=False,
        worker_hijack_root_logger=False,
        worker_redirect_stdouts=False,
        worker_send_task_events=False,
    )
    return app
