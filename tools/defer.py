"""Moves imports of a library's module from its top into the functions that use them: what they import loads on first use.

scikit-learn imports all of scipy.stats for a function or two that few programs reach; in the tab that takes longer than
scikit-learn itself. Nothing else of the module changes. An import whose names are used outside of functions is refused.
"""

import ast
from collections.abc import Iterable, Iterator

Function = ast.FunctionDef | ast.AsyncFunctionDef


class NotDeferred(ValueError):
    """The import can't be moved; the message says why."""


def defer(source: str, imported: Iterable[str]) -> str:
    """The source with its imports of `imported` (names like "scipy.stats" or "scipy.stats.rankdata") inside functions.

    Raises:
        NotDeferred: there is no such import at the top, or a name of it is used outside of functions.
    """
    tree = ast.parse(source)
    lines = source.splitlines(keepends=True)
    inserted: dict[int, list[str]] = {}  # line of a function's first statement → imports
    for name in imported:
        statement, alias = find(tree, name)
        used, text = moved(statement, alias)
        users = [function for function in functions(tree.body) if count(function.body, used)]
        if count(tree.body, used) != sum(count(function.body, used) for function in users):
            raise NotDeferred(f"{used} of {name} is used outside of functions")
        for function in users:
            inserted.setdefault(first_line(function), []).append(f"{' ' * function.body[0].col_offset}{text}\n")
        statement.names.remove(alias)
    for top in tree.body:
        if isinstance(top, ast.Import | ast.ImportFrom) and (not top.names or changed(top, source)):
            kept = ast.unparse(top) + "\n" if top.names else "\n"
            lines[top.lineno - 1 : top.end_lineno] = [kept, *["\n"] * ((top.end_lineno or top.lineno) - top.lineno)]
    for line in sorted(inserted, reverse=True):
        lines[line - 1 : line - 1] = inserted[line]
    return "".join(lines)


def find(tree: ast.Module, name: str) -> tuple[ast.Import | ast.ImportFrom, ast.alias]:
    """The statement at the top that imports `name`, and its part in it."""
    for statement in tree.body:
        if isinstance(statement, ast.Import | ast.ImportFrom):
            before = f"{'.' * statement.level}{statement.module or ''}" if isinstance(statement, ast.ImportFrom) else ""
            before += "." if before.strip(".") else ""
            for alias in statement.names:
                if f"{before}{alias.name}" == name:
                    return statement, alias
    raise NotDeferred(f"{name} is not imported at the top")


def moved(statement: ast.Import | ast.ImportFrom, alias: ast.alias) -> tuple[str, str]:
    """What code writes to use an import (`stats`, `scipy.stats`), and the import as text."""
    if isinstance(statement, ast.ImportFrom):
        return alias.asname or alias.name, ast.unparse(ast.ImportFrom(statement.module, [alias], statement.level))
    return alias.asname or alias.name, ast.unparse(ast.Import([alias]))


def functions(body: list[ast.stmt]) -> Iterator[Function]:
    """The outermost functions of a module and its classes."""
    for statement in body:
        if isinstance(statement, Function):
            yield statement
        elif isinstance(statement, ast.ClassDef | ast.If | ast.Try):
            yield from functions(statement.body)


def count(body: list[ast.stmt], dotted: str) -> int:
    """How often statements use a name."""
    kinds = (ast.Name, ast.Attribute)
    nodes = (node for part in body for node in ast.walk(part) if isinstance(node, kinds))
    return sum(ast.unparse(node) == dotted for node in nodes)


def first_line(function: Function) -> int:
    """The line of a function's first statement, past its docstring."""
    first, *others = function.body
    if ast.get_docstring(function, clean=False) is None:
        return first.lineno
    if not others:
        raise NotDeferred(f"{function.name} is nothing but a docstring")
    return others[0].lineno


def changed(statement: ast.Import | ast.ImportFrom, source: str) -> bool:
    """Whether names were taken out of an import."""
    text = ast.get_source_segment(source, statement) or ""
    return ast.dump(ast.parse(text).body[0]) != ast.dump(statement)
