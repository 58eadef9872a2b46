# set.sh ROOT ID NAME SHOWS SHOW N SET... UNSET...  As root. Switches a setting on by its first N commands, each one a line
# of shell, and notes the others, which switch it off. What SHOW prints has a match of SHOWS while it is on. Setting what
# is set changes nothing and says "running"; what somebody else has set is left alone.
set -eu
umask 022
root=$1 id=$2 name=$3 shows=$4 show=$5 count=$6
shift 6
claim "$root" "$id" "$name"
wanted=$(printf '%s\n' "$show" "$@")
if [ -s unset ]; then
    if shown "$shows" "$show" && [ "$wanted" = "$(cat wanted)" ]; then
        echo running
        exit 0
    fi
    undo
elif shown "$shows" "$show"; then
    echo "it is set already, by somebody else:" >&2
    sh -c "$show" >&2
    exit 3
fi
printf '%s\n' "$wanted" >wanted
: >log
at=0
for line in "$@"; do
    at=$((at + 1))
    [ "$at" -le "$count" ] || printf '%s\n' "$line"
done >unset
at=0
for line in "$@"; do
    at=$((at + 1))
    [ "$at" -gt "$count" ] || sh -c "$line" >>log 2>&1 || {
        echo "this failed: $line" >&2
        tail -n 5 log >&2
        undo
        exit 4
    }
done
if ! shown "$shows" "$show"; then
    echo "afterwards nothing shows that it is set: $show" >&2
    undo
    exit 4
fi
echo started
