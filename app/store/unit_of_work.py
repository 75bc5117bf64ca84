"""One transaction with all repositories."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.store.repositories.clips import SqlClips
from app.store.repositories.dialogue import SqlDialogue
from app.store.repositories.drafts import SqlDrafts
from app.store.repositories.preferences import (
    SqlDecisions,
    SqlDictionary,
    SqlSettings,
    SqlWatched,
)
from app.store.repositories.snapshots import SqlSnapshots
from app.store.repositories.worklog import SqlWorkLog


class SqlUnitOfWork:
    """The repositories on one session; see ``app.desk.ports.store.UnitOfWork``.

    Lives only inside the function it was given to: after that the session refuses every use.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def clips(self) -> SqlClips:
        """Clips."""
        return SqlClips(self._session)

    @property
    def drafts(self) -> SqlDrafts:
        """Drafts."""
        return SqlDrafts(self._session)

    @property
    def dialogue(self) -> SqlDialogue:
        """Dialogue lines."""
        return SqlDialogue(self._session)

    @property
    def snapshots(self) -> SqlSnapshots:
        """Snapshots and submissions."""
        return SqlSnapshots(self._session)

    @property
    def decisions(self) -> SqlDecisions:
        """Decisions about findings."""
        return SqlDecisions(self._session)

    @property
    def settings(self) -> SqlSettings:
        """Settings."""
        return SqlSettings(self._session)

    @property
    def dictionary(self) -> SqlDictionary:
        """The person's words."""
        return SqlDictionary(self._session)

    @property
    def watched(self) -> SqlWatched:
        """Watched spans."""
        return SqlWatched(self._session)

    @property
    def worklog(self) -> SqlWorkLog:
        """Work intervals, corrections, rates and locks."""
        return SqlWorkLog(self._session)
