"""首次设置: one question per step, back always possible, everything kept until the database exists."""
