#!/usr/bin/env bash
# Copies the record, messages of callers and a line's own prompts to a folder, while the server runs.
#   backup.sh DATA_DIR TARGET_DIR [KEEP]
# Messages are copied as they lie, sealed; their key is not in the copy, unless WITH_KEY=yes is set: keep it in another place.
# Makes TARGET_DIR/lyhord-YYYYMMDD-HHMMSS.tar.gz, checks that the copy opens, and keeps the newest KEEP files (30).
# Needs sqlite3 (Debian package of that name). A copy of the file alone would miss what is still in the write-ahead log.
set -euo pipefail
umask 077

if [ $# -lt 2 ] || [ $# -gt 3 ]; then
  sed -n '2,6s/^# \{0,1\}//p' "$0" >&2
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

# Messages that this copy of the record knows. One that is erased meanwhile is gone, and stays gone.
mkdir "$work/messages"
for message in $(sqlite3 "$work/lyhord.db" 'SELECT message FROM message_keys' 2>/dev/null); do
  sound="$data/messages/$message.sealed"
  cp -p -- "$sound" "$work/messages/" 2>/dev/null || [ ! -e "$sound" ] || { echo "backup: $sound could not be copied" >&2; exit 1; }
done
parts+=(-C "$work" messages)
if [ "${WITH_KEY:-no}" = yes ]; then
  cp -p -- "${VOICEMAIL_KEY_FILE:-$data/voicemail.key}" "$work/voicemail.key"
  parts+=(-C "$work" voicemail.key)
fi
file="$target/lyhord-$(date +%Y%m%d-%H%M%S).tar.gz"
tar --owner=0 --group=0 -czf "$work/copy.tar.gz" "${parts[@]}"
mv "$work/copy.tar.gz" "$file"
ls -1t "$target"/lyhord-*.tar.gz | tail -n +"$((keep + 1))" | xargs -r rm --
echo "$file"
