# clear.sh ROOT ID  As root. Ends what still runs there and removes the folder. Prints how much is left.
set -eu
if [ ! -e "$1" ] && [ ! -h "$1" ]; then
    echo "left 0"
    exit 0
fi
if [ -h "$1" ] || { [ -e "$1/deployment" ] && [ "$(cat "$1/deployment")" != "$2" ]; }; then
    echo "$1 does not belong to deployment $2 and was left alone" >&2
    exit 3
fi
left=0
for dir in "$1"/*/; do
    [ -d "$dir" ] || continue
    cd "$dir"
    undo
    signal=TERM seconds=5
    [ ! -s stop ] || read -r signal seconds <stop
    halt "$signal" "$seconds"
    tenths=20
    while [ -n "$(cd / && strays "$here")" ] && [ "$tenths" -gt 0 ]; do
        sleep 0.1
        tenths=$((tenths - 1))
    done
    for other in $(cd / && strays "$here"); do
        left=$((left + 1))
    done
    cd /
done
rm -rf -- "$1"
[ ! -e "$1" ] || left=$((left + 1))
echo "left $left"
