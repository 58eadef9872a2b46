# status.sh ROOT ID NAME SIGNAL  As root. Says whether the daemon lives, and the end of its log after the signal that
# makes it write its counters.
set -eu
if [ "$(cat "$1/deployment" 2>/dev/null)" != "$2" ] || ! cd "$1/$3" 2>/dev/null; then
    echo absent
    exit 0
fi
if ! alive; then
    echo dead
    tail -n 5 log 2>/dev/null || true
    exit 0
fi
echo alive
if [ -n "$4" ]; then
    before=$(wc -l <log)
    kill "-$4" "$pid"
    tenths=20
    while [ "$(wc -l <log)" -le "$before" ] && [ "$tenths" -gt 0 ]; do
        sleep 0.1
        tenths=$((tenths - 1))
    done
    sleep 0.1
    tail -n 12 log
fi
