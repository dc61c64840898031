#!/usr/bin/env bash
# Copies the record and a line's own prompts to a folder, while the server runs.
#   backup.sh DATA_DIR TARGET_DIR [KEEP]
# Makes TARGET_DIR/lyhord-YYYYMMDD-HHMMSS.tar.gz, checks that the copy opens, and keeps the newest KEEP files (30).
# Needs sqlite3 (Debian package of that name). A copy of the file alone would miss what is still in the write-ahead log.
set -euo pipefail
umask 077

if [ $# -lt 2 ] || [ $# -gt 3 ]; then
  sed -n '2,5s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
data=$1
target=$2
keep=${3:-30}
case $keep in '' | *[!0-9]* | 0) echo "backup: KEEP must be a whole number of at least 1" >&2; exit 2 ;; esac
command -v sqlite3 >/dev/null || { echo 'backup: sqlite3 is missing (apt-get install sqlite3)' >&2; exit 1; }
[ -f "$data/lyhord.db" ] || { echo "backup: there is no record at $data/lyhord.db" >&2; exit 1; }

mkdir -p "$target"
work=$(mktemp -d "$target/.making-XXXXXX")
trap 'rm -rf "$work"' EXIT
sqlite3 "$data/lyhord.db" ".timeout 10000" ".backup '$work/lyhord.db'"
[ "$(sqlite3 "$work/lyhord.db" 'PRAGMA integrity_check')" = ok ] || { echo 'backup: the copy is damaged; nothing was kept' >&2; exit 1; }
# A copy must not open anybody's session.
sqlite3 "$work/lyhord.db" 'DELETE FROM sessions; VACUUM;'

parts=(-C "$work" lyhord.db)
[ -d "$data/prompts" ] && parts+=(-C "$data" prompts)
file="$target/lyhord-$(date +%Y%m%d-%H%M%S).tar.gz"
tar --owner=0 --group=0 -czf "$work/copy.tar.gz" "${parts[@]}"
mv "$work/copy.tar.gz" "$file"
ls -1t "$target"/lyhord-*.tar.gz | tail -n +"$((keep + 1))" | xargs -r rm --
echo "$file"
