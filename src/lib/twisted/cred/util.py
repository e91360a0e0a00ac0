"""How a password is proved without being told."""

from twisted.cred.identity import challenge, respond
