"""The errors that end a command with a sentence for the person who ran it.

KernelgraphError
├── DatabaseUrlError         the URL of the database cannot be used
├── DatabaseUnavailable      there is no database, or none that answers
├── DatabaseInUse            the database has rows that the demo would mix with
├── RevisionMismatch         the database's tables are not those that this version reads
├── AuthSettingsError        it is not clear, or not safe, how tokens are to be checked
├── LiveStatSettingsError    it is not clear how the source of live statistics is to be asked
├── UnknownAccount           the database has no such user
├── UnknownRevision          no such revision of the tables in this version
└── AddressInUse             another process listens at the address
"""

from __future__ import annotations


class KernelgraphError(Exception):
    """A mistake or a state of affairs outside of the program; its text says the way out."""


class DatabaseUrlError(KernelgraphError):
    """The URL of the database cannot be used."""


class DatabaseUnavailable(KernelgraphError):
    """There is no database at the URL, or it does not answer, or it lacks the tables."""


class DatabaseInUse(KernelgraphError):
    """The database has rows already."""


class RevisionMismatch(KernelgraphError):
    """The database is at another revision than the server, or at none that is on record."""


class UnknownRevision(KernelgraphError):
    """This version has no such revision of the tables."""


class AuthSettingsError(KernelgraphError):
    """The settings do not say how tokens are checked, or contradict each other, or are unsafe."""


class LiveStatSettingsError(KernelgraphError):
    """The settings of live statistics contradict each other."""


class UnknownAccount(KernelgraphError):
    """No user of the database is the one that was named."""


class AddressInUse(KernelgraphError):
    """The host and port cannot be listened at."""
