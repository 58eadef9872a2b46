# status.sh ROOT ID NAME SIGNAL SHOWS SHOW COMMAND...  As root. Says whether the daemon lives, or with SHOWS whether a
# setting is on; then the end of its log, after the signal that makes it write its counters; then what each command
# prints, after a line of its own.
set -eu
if [ "$(cat "$1/deployment" 2>/dev/null)" != "$2" ] || ! cd "$1/$3" 2>/dev/null; then
    echo absent
    exit 0
fi
signal=$4 shows=$5 show=$6
shift 6
if [ -n "$show" ] && { [ ! -s unset ] || ! shown "$shows" "$show"; } || { [ -z "$show" ] && ! alive; }; then
    echo dead
    tail -n 5 log 2>/dev/null || true
    exit 0
fi
echo alive
if [ -n "$signal" ]; then
    before=$(wc -l <log)
    kill "-$signal" "$pid"
    tenths=20
    while [ "$(wc -l <log)" -le "$before" ] && [ "$tenths" -gt 0 ]; do
        sleep 0.1
        tenths=$((tenths - 1))
    done
    sleep 0.1
fi
tail -n 12 log
for line in "$@"; do
    echo "== command"
    sh -c "$line" 2>&1 </dev/null || true
done
