# bring.sh ROOT ID NAME OFFSET  As root. Writes files of a daemon's folder one after another to standard output, the first
# of them from that many bytes on; their paths come on standard input, one a line.
set -u
if ! belongs "$1" "$2" || ! cd "$1/$3"; then
    echo "$1/$3 is gone" >&2
    exit 4
fi
IFS= read -r first || exit 0
tail -c "+$(($4 + 1))" -- "$first" || exit 4
tr '\n' '\0' | xargs -0 -r cat -- || exit 4
