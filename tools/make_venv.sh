#!/usr/bin/env bash
# Prepare .venv from requirements/dev.txt, hash by hash, and nothing else. Does nothing when .venv already fits the lock.
set -euo pipefail
cd "$(dirname "$0")/.."

venv=${VENV:-.venv}
lock=requirements/dev.txt
stamp=$venv/lock.sha256

wanted=$(sha256sum "$lock")
if [[ -x $venv/bin/python && -f $stamp && $(<"$stamp") == "$wanted" ]]; then exit 0; fi

python=$(tools/find_python.sh)
# Whoever works inside the old environment gives its own Python; the one it was made from outlives it.
python=$("$python" -c 'import sys; print(getattr(sys, "_base_executable", sys.executable))')
# A lock that changed may have dropped packages: start anew instead of leaving them behind.
if [[ -f $stamp ]]; then rm -rf "$venv"; fi
if [[ ! -x $venv/bin/pip ]]; then
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        echo "Python $version has no venv module. Install it: apt-get install python$version-venv" >&2
        exit 1
    fi
    "$python" -m venv "$venv"
fi
echo "make venv: installing what $lock names into $venv" >&2
# --require-hashes refuses any file that is not the locked one, whatever index or cache it comes from.
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --require-hashes --only-binary :all: \
    --requirement "$lock"
echo "$wanted" >"$stamp"
