# clear.sh ROOT ID  As root. Ends what still runs there, even if the folder is gone, and removes the folder. Prints "left N
# ended M": how much is left, and how many processes ran on though their folder was gone or did not know them.
set -eu
root=$(physical "$1")
if [ -h "$1" ] || { [ -e "$1/deployment" ] && ! belongs "$1" "$2"; }; then
    echo "$1 does not belong to deployment $2 and was left alone" >&2
    exit 3
fi
all=0
for dir in "$1"/*/; do
    [ -d "$dir" ] || continue
    cd "$dir"
    undo
    signal=TERM seconds=5
    [ ! -s stop ] || read -r signal seconds <stop
    halt "$signal" "$seconds"
    all=$((all + ended))
    cd /
done
ended=$(sweep "$root" TERM 5)
all=$((all + ended))
left=$(strays "$root" | awk 'END { print NR }')
rm -rf -- "$1"
[ ! -e "$1" ] || left=$((left + 1))
echo "left $left ended $all"
