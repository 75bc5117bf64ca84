"""Whether a file lies on a network file system, where SQLite's locks can't be trusted."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

_NETWORK_TYPES: Final = frozenset(
    {
        "9p", "afs", "beegfs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.glusterfs",
        "fuse.rclone", "fuse.s3fs", "fuse.sshfs", "fuse.smbnetfs", "glusterfs", "gpfs", "lustre",
        "ncpfs", "nfs", "nfs4", "smb3", "smbfs",
    }
)  # fmt: skip
_ESCAPE: Final = re.compile(r"\\([0-7]{3})")


def is_on_network(path: Path, mounts: Path = Path("/proc/mounts")) -> bool:
    """Tell whether a path lies on a network file system.

    Args:
        path: The file or a folder; it need not exist.
        mounts: The kernel's list of mounts; where there is none only UNC paths are noticed.
    """
    if str(path).startswith(("\\\\", "//")):
        return True
    try:
        listed = mounts.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return False
    return _type_of(path.resolve(), listed) in _NETWORK_TYPES


def _type_of(path: Path, listed: str) -> str:
    """Give the type of the innermost mount that holds a path; of equals the last one covers."""
    depth, kind = -1, ""
    for line in listed.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        place = Path(_ESCAPE.sub(lambda code: chr(int(code.group(1), 8)), fields[1]))
        if path.is_relative_to(place) and len(place.parts) >= depth:
            depth, kind = len(place.parts), fields[2]
    return kind
