# status.sh ROOT ID NAME SIGNAL SHOWS SHOW COMMAND...  As root. Says whether the daemon lives, or with SHOWS whether a
# setting is on: "alive", "dead SINCE NOW BOOT" (when its folder was last written to, the node's clock, when the node was
# started: seconds since 1970), "stray N NOW" where N processes run on though their folder is gone or does not know them,
# "absent NOW". Then the end of its log, after the signal that makes it write its counters; then what each command prints,
# after a line of its own.
set -eu
root=$(physical "$1")
signal=$4 shows=$5 show=$6
runs_on() {
    count=0
    [ -n "$show" ] || count=$(strays "$root/$1" | awk 'END { print NR }')
    [ "$count" -gt 0 ] || return 1
    echo "stray $count $(date +%s)"
}
if ! belongs "$1" "$2" || ! cd "$1/$3" 2>/dev/null; then
    runs_on "$3" || echo "absent $(date +%s)"
    exit 0
fi
name=$3
shift 6
if [ -n "$show" ] && { [ ! -s unset ] || ! shown "$shows" "$show"; } || { [ -z "$show" ] && ! alive; }; then
    if ! runs_on "$name"; then
        last=$(find . -type f -exec stat -c %Y {} + 2>/dev/null | sort -n | tail -n 1)
        up=$(cut -d. -f1 /proc/uptime 2>/dev/null) || up=0
        now=$(date +%s)
        echo "dead ${last:-0} $now $((now - up))"
        tail -n 5 log 2>/dev/null || true
    fi
    exit 0
fi
if [ -z "$show" ] && ! here; then
    now=$(date +%s)
    echo "dead $now $now 0"
    echo "it runs in a network that is no longer this node's, and measures nothing: deploy again"
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
