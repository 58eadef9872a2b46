# port.sh ROOT PROTOCOL PORT  As root. Says "free", or "used PID PROGRAM" if another process than one of this
# deployment, whose folder ROOT is, has that port; "used" alone if it cannot be told which.
set -eu
root=$(physical "$1") protocol=$2 port=$(printf ':%04X' "$3")
sockets=$(cat "/proc/net/$protocol" "/proc/net/${protocol}6" 2>/dev/null | awk -v port="$port" -v kind="$protocol" '
    substr($2, length($2) - 4) == port && (kind == "udp" || $4 == "0A") { print $10 }')
answer=free
for socket in $sockets; do
    holder=$(ls -l /proc/[0-9]*/fd/ 2>/dev/null | awk -v socket="socket:[$socket]" '
        /^\/proc\// { split($0, word, "/"); pid = word[3] }
        index($0, "-> " socket) { print pid; exit }')
    if [ -z "$holder" ]; then
        answer=used
        continue
    fi
    case $(readlink "/proc/$holder/cwd" 2>/dev/null) in
    "$root"/*) ;;
    *)
        echo "used $holder $(cat "/proc/$holder/comm" 2>/dev/null)"
        exit 0
        ;;
    esac
done
echo "$answer"
