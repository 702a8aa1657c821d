#!/usr/bin/env bash
# Resolve requirements/*.in into hash-pinned locks that hold for Python 3.11 to 3.13 on every platform.
#
# The locks name packages and hashes only: no index, no folder, no machine.
set -euo pipefail
cd "$(dirname "$0")/.."

uv=${VENV:-.venv}/bin/uv
[[ -x $uv ]] || { echo "run 'make venv' first" >&2; exit 2; }

compile() {
    env -u PIP_FIND_LINKS -u UV_FIND_LINKS "$uv" pip compile --no-config --quiet --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header "$@"
}

upgrade=()
if [[ ${UPGRADE:-} == 1 ]]; then upgrade=(--upgrade); fi
compile ${upgrade[@]+"${upgrade[@]}"} requirements/runtime.in --output-file requirements/runtime.txt
# The same versions of what both name: the tests must run on what ships.
compile ${upgrade[@]+"${upgrade[@]}"} requirements/dev.in --constraints requirements/runtime.txt \
    --output-file requirements/dev.txt
if grep -nE '://|--index|--find-links|file:' requirements/runtime.txt requirements/dev.txt; then
    echo "a lock names a place; it must name packages only" >&2
    exit 1
fi
