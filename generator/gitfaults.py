"""What to do about what git says."""

from __future__ import annotations

import re

AGAIN = "mend that and run it again"
ADDRESS = "check the address ('git remote -v') and the network"
# The first line whose words (a regular expression) git said, in upper or lower case, gives the advice.
_ADVICE = (
    (r"dubious ownership in repository at '([^']+)'", "if you trust it, 'git config --global --add safe.directory {}'"),
    (
        r"--mirror can't be combined",
        "a mirror would lose the branch again: use another remote, or unset 'mirror' of it",
    ),
    (r"does not support --signed", "run 'git config push.gpgSign if-asked'"),
    (r"failed to sign|gpg: ", "make gpg work ('git config user.signingKey'), or run 'git config push.gpgSign false'"),
    (r"\bHTTP 413|error: 413", "the host takes no push of that size: push by ssh, or choose fewer 'exports'"),
    (r"GH001|exceeds .*file size limit", "the host takes no file of that size: leave it out"),
    (r"no space left|quota exceeded", "make room on the host of the remote"),
    (
        r"unable to create temporary|insufficient permission for adding|read-only file system|unpacker error",
        "have the folder of the remote made writable for you",
    ),
    (r"refusing to update checked out branch", "publish to a bare repository, or choose another --branch"),
    (r"host key verification", "connect once by hand, 'git fetch', and confirm the key of the host"),
    (r"certificate", "check the clock and the certificates of this machine"),
    (
        r"prompts disabled|permission denied|authentication failed|(?:error:|HTTP) 40[13]|askpass|denied to",
        "store a password for git (a credential helper), or use an ssh key",
    ),
    (
        r"not found|not appear to be a git|does not exist",
        "check the address ('git remote -v'), and that you may see it",
    ),
    (
        r"could not resolve|timed out|refused|unreachable|no answer within|unable to access|hung up|could not read",
        ADDRESS,
    ),
)


def advice(said: str, otherwise: str = AGAIN) -> str:
    """What to do about what git `said` on stderr; `otherwise` where nothing is known of it."""
    for words, remedy in _ADVICE:
        if found := re.search(words, said, re.IGNORECASE):
            return remedy.format(*found.groups())
    return otherwise
