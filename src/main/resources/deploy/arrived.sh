# arrived.sh ROOT ID NAME TENTHS PATTERN...  As root. Waits until the daemon's log has a line for each pattern, so many
# tenths of a second at most. Prints the numbers, from 1, of those that it has not.
set -eu
belongs "$1" "$2" && cd "$1/$3" || exit 3
tenths=$4
shift 4
missing() {
    number=0
    for pattern in "$@"; do
        number=$((number + 1))
        grep -qE -e "$pattern" log || echo "$number"
    done
}
# One after another: all of them must come, and each look is a program.
for pattern in "$@"; do
    while [ "$tenths" -gt 0 ] && ! grep -qE -e "$pattern" log; do
        sleep 0.1
        tenths=$((tenths - 1))
    done
done
missing "$@"
