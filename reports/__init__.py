"""Facts give tables: the annual report, ledgers and statistics as pure functions.

Pure: knows no database, no Qt, no log and no clock. A stranger to ``models`` and ``templates``.
"""
