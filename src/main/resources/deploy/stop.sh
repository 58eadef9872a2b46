# stop.sh ROOT ID NAME SIGNAL SECONDS  As root. Ends one daemon so that nothing it holds is lost, or switches a setting
# off; its files stay. Prints "ended N", which counts processes that ran on though their folder was gone or did not know
# them. SIGNAL and SECONDS are for those; a folder tells its own.
set -eu
root=$(physical "$1")
if [ -e "$1/deployment" ] && ! belongs "$1" "$2"; then
    exit 0
fi
if [ -e "$1/deployment" ] && cd "$1/$3" 2>/dev/null; then
    undo
    signal=$4 seconds=$5
    [ ! -s stop ] || read -r signal seconds <stop
    halt "$signal" "$seconds"
else
    ended=$(sweep "$root/$3" "$4" "$5")
fi
echo "ended $ended"
