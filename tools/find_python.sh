#!/usr/bin/env bash
# Print the path of a Python that the lock is made for (3.11 to 3.13); status 1 and a sentence when there is none.
set -euo pipefail

for name in ${PYTHON:-} python3.11 python3.12 python3.13 python3 python; do
    path=$(command -v "$name" 2>/dev/null) || continue
    if "$path" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
        echo "$path"
        exit 0
    fi
done
echo "No Python 3.11, 3.12 or 3.13 found; install one, or name it: make venv PYTHON=/path/to/python3.11" >&2
exit 1
