# stop.sh ROOT ID NAME  As root. Ends one daemon so that nothing it holds is lost, or switches a setting off; its files
# stay.
set -eu
[ "$(cat "$1/deployment" 2>/dev/null)" = "$2" ] || exit 0
cd "$1/$3" 2>/dev/null || exit 0
undo
signal=TERM seconds=5
[ ! -s stop ] || read -r signal seconds <stop
halt "$signal" "$seconds"
