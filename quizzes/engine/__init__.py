"""The rules of Champion: items, blueprints, forms, grading, reports. Standard library only.

The same files decide in CPython and, under Pyodide, in the browser. The one way in from another language is
`quizzes.engine.api.call`.
"""
