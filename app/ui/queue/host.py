"""What the queue asks of the window around it."""

from __future__ import annotations

from typing import Protocol

from app.desk.harm import Harms
from app.desk.ports.analysis import AnalysisPort
from app.desk.queue_desk import QueueDesk
from app.desk.runtime import Desk
from app.desk.settings import Settings, Value
from app.domain.clip import Clip


class QueueHost(Protocol):
    """What the queue asks of the window around it."""

    @property
    def desk(self) -> Desk:
        """Runs use cases."""
        ...

    @property
    def queue(self) -> QueueDesk:
        """The rows."""
        ...

    @property
    def analysis(self) -> AnalysisPort:
        """Looks at files; its events go to ``QueuePresenter.glimpses``."""
        ...

    @property
    def harms(self) -> Harms:
        """Which files were found to be damaged."""
        ...

    @property
    def settings(self) -> Settings:
        """All settings."""
        ...

    def set_setting(self, key: str, value: Value) -> None:
        """Change a setting."""
        ...

    def open_clip(self, clip_id: str) -> None:
        """Open a clip in Caption."""
        ...

    def open_sample(self) -> None:
        """Add the practice clip and open it."""
        ...

    def open_id(self) -> str:
        """Give the id of the clip that is open in Caption, "" for none."""
        ...

    def take_state(self, clip: Clip) -> None:
        """Tell Caption that the state of a clip changed; it matters where that clip is open."""
        ...

    def reload_media(self, clip: Clip) -> None:
        """Open the media of a clip again if it is the one that is open in Caption."""
        ...

    def open_history_of(self, clip_id: str) -> None:
        """Show the earlier texts of a clip."""
        ...

    def key(self, action: str) -> str:
        """Give the first key of an action."""
        ...

    def show_error(self, error: Exception) -> None:
        """Say a problem where the person looks."""
        ...

    def do(self, action: str) -> None:
        """Do an action by its id."""
        ...
