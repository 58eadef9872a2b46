# stored.sh ROOT ID NAME PATTERN WHICH  As root. What a daemon has stored in its folder: after a line "closed", for each
# file of that pattern, "SUM SIZE PATH", where SUM is what POSIX cksum makes of it and PATH is relative to the folder.
# With WHICH "all", after a line "open" the same for what else lies beside them: files that nobody closed. Where there is
# no such folder: "none", or "wiped" if the deployment's folder is gone with it. Links are neither followed nor told.
set -u
if [ -h "$1" ] || [ ! -d "$1" ]; then
    echo wiped
    exit 0
fi
if ! belongs "$1" "$2"; then
    echo "$1 does not belong to deployment $2" >&2
    exit 3
fi
if [ -h "$1/$3" ] || [ ! -d "$1/$3" ]; then
    echo none
    exit 0
fi
cd "$1/$3" || exit 4
pattern=$4
# Names with blanks are one word each, and a hidden file is none of the daemon's.
IFS=
plain() {
    [ -f "$1" ] && [ ! -h "$1" ] || return 1
    above=$1
    while [ "$above" != "${above%/*}" ]; do
        above=${above%/*}
        [ ! -h "$above" ] || return 1
    done
}
closed() {
    for path in $pattern; do
        ! plain "$path" || printf '%s\0' "$path"
    done
}
open() {
    for path in ${pattern%/*}/*; do
        case $path in
        $pattern) ;;
        *) ! plain "$path" || printf '%s\0' "$path" ;;
        esac
    done
}
# It must not disturb what is being measured.
sums() {
    xargs -0 -r nice -n 19 cksum --
}
echo closed
closed | sums || exit 4
if [ "$5" = all ]; then
    echo open
    open | sums || exit 4
fi
echo end
