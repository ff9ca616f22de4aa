"""Problems of one file, at the line that has them."""

from dataclasses import dataclass

from tools.problem import Problem, line_of_key, line_of_table


@dataclass(frozen=True)
class Says:
    """Makes problems of one file, at the line of a key or of a table."""

    path: str
    text: str

    def at(self, key: str, fault: str, mend: str) -> Problem:
        """A problem at the line of a top-level key."""
        return Problem(path=self.path, line=line_of_key(self.text, key), fault=fault, mend=mend)

    def of(self, table: str, number: int, fault: str, mend: str) -> Problem:
        """A problem at the `number`-th (from 0) `[[table]]`."""
        return Problem(path=self.path, line=line_of_table(self.text, table, number), fault=fault, mend=mend)
