#!/bin/sh
# Run by dpkg before Holdfast is removed or replaced (prerm): refuses while anything that a till of
# this machine wrote may not have reached its shop. A till that closes in good order, everything
# sent, leaves terminal.db.settled beside its database; one that runs, crashed or is offline does
# not.
# HOLDFAST_HOMES (one folder a line) stands in for the homes of this machine's users.
set -eu

# A till whose data lies elsewhere (HOLDFAST_FOLDER) is named here, one folder a line.
FOLDERS=${HOLDFAST_FOLDERS_FILE:-/etc/holdfast/folders}

homes() {
  if [ -n "${HOLDFAST_HOMES:-}" ]; then
    printf '%s\n' "$HOLDFAST_HOMES"
  else
    getent passwd | cut -d: -f6 | sort -u
  fi
}

folders() {
  homes | while IFS= read -r home; do
    for name in Holdfast holdfast; do
      printf '%s\n' "$home/.config/$name/terminal"
    done
  done
  if [ -f "$FOLDERS" ]; then cat "$FOLDERS"; fi
}

# A log that is left, or a database newer than the word, means that somebody has written since.
is_settled() {
  [ -f "$1.settled" ] && [ ! -s "$1-wal" ] && [ ! "$1" -nt "$1.settled" ]
}

unsettled=$(folders | while IFS= read -r folder; do
  database="$folder/terminal.db"
  if [ -e "$database" ] && ! is_settled "$database"; then printf '%s\n' "$folder"; fi
done)

if [ -n "$unsettled" ]; then
  {
    echo 'Holdfast stays as it is: sales may not have reached the shop yet. They lie in'
    printf '%s\n' "$unsettled" | sed 's/^/  /'
    echo 'Start Holdfast, wait until it says that everything was sent, close it, and try again.'
    echo 'Where that cannot be, keep such a folder by moving it away; nothing here deletes it.'
  } >&2
  exit 1
fi
