"""Errors that stop a command. Content mistakes are never errors: they are findings."""


class KnowledgeBaseError(Exception):
    """Something other than content is wrong: a folder is missing, a command was used wrongly, a build cannot go on.

    Attributes:
        about: the file, folder or name that the error concerns, as the person gave it.
    """

    def __init__(self, message: str, *, about: str = "") -> None:
        """Keep the message for people and what it is about for programs."""
        super().__init__(message)
        self.about = about
