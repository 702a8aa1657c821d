#!/usr/bin/env bash
# Print the folder that holds PostgreSQL's server programs (initdb, pg_ctl, postgres), newest version first.
set -euo pipefail
shopt -s nullglob

for folder in ${POSTGRESQL_BIN:-} $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -t/ -k5,5nr) \
    /usr/pgsql-*/bin /opt/homebrew/bin /usr/local/bin /usr/bin; do
    if [[ -x $folder/initdb && -x $folder/pg_ctl && -x $folder/postgres ]]; then
        echo "$folder"
        exit 0
    fi
done
exit 1
