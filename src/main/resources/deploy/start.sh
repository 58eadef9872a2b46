# start.sh ROOT ID NAME BY WHAT SECONDS MISSING SIGNAL STOP-SECONDS CONFIG FOLDERS LIST TEXT PROGRAM...  As root; the
# configuration file's text comes on standard input, that of the list is TEXT. BY and WHAT say how it shows that it works:
# log TEXT, udp PORT, tcp PORT, file NAME. Starting what already runs with the same words changes nothing and says
# "running".
set -eu
umask 022
root=$1 id=$2 name=$3 by=$4 what=$5 tenths=$(($6 * 10)) missing=$7 signal=$8 seconds=$9
shift 9
config=$1 folders=$2 list=$3 names=$4
shift 4
claim "$root" "$id" "$name"
text=$(cat)
wanted=$(printf '%s\n' "$*" "$text" "$names")
if alive; then
    if [ "$wanted" = "$(cat wanted 2>/dev/null)" ]; then
        echo running
        exit 0
    fi
    halt "$signal" "$seconds"
fi
set -f
for folder in $folders; do
    mkdir -p "$folder"
done
set +f
[ -z "$config" ] || printf '%s\n' "$text" >"$config"
[ -z "$list" ] || printf '%s\n' "$names" >"$list"
printf '%s\n' "$wanted" >wanted
printf '%s %s\n' "$signal" "$seconds" >stop
: >log
# The port, in the process's own network: addresses and ports are hexadecimal there, and a TCP socket that listens is 0A.
listens() {
    port=$(printf '%04X' "$2")
    cat "/proc/$pid/net/$1" "/proc/$pid/net/${1}6" 2>/dev/null | awk -v port=":$port" -v kind="$1" '
        substr($2, length($2) - 4) == port && (kind == "udp" || $4 == "0A") { found = 1 }
        END { exit !found }'
}
works() {
    case $by in
    udp | tcp) listens "$by" "$what" ;;
    file) [ -e "$what" ] ;;
    *) [ -z "$what" ] || grep -qF -e "$what" log ;;
    esac
}
# A shell starts what it puts in the background with SIGINT ignored, which is how some daemons are stopped.
defaults=
! env --default-signal=INT,QUIT true 2>/dev/null || defaults="env --default-signal=INT,QUIT"
OVERTAP_DEPLOYMENT=$id setsid $defaults "$@" </dev/null >>log 2>&1 &
began=
stat=$(cat "/proc/$!/stat" 2>/dev/null) && state_of "$stat"
printf '%s %s\n' "$!" "$began" >pid
while [ "$tenths" -gt 0 ]; do
    alive || break
    if works; then
        sleep 0.3
        alive || break
        echo started
        exit 0
    fi
    sleep 0.1
    tenths=$((tenths - 1))
done
if alive; then
    echo "it $missing in time; its log ends:" >&2
else
    echo "it ended at once; its log ends:" >&2
fi
tail -n 5 log >&2
halt "$signal" "$seconds"
exit 4
