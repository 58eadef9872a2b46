# echo.sh TOS SIZE COUNT  As the login user; one "INTERFACE ADDRESS" a line on standard input. Sends the echoes, eight
# targets at a time, and prints "INTERFACE ADDRESS SENT RECEIVED" for each, or "INTERFACE ADDRESS failed: WORDS" where
# ping could not send at all.
tos=$1 size=$2 count=$3
one() {
    case $2 in *:*) family=-6 ;; *) family= ;; esac
    out=$(ping -n -q -c "$count" -i 0.2 -W 2 -Q "$tos" -s "$size" -I "$1" $family "$2" 2>&1)
    echo "$out" | awk -v from="$1" -v to="$2" '
        / packets transmitted/ { sent = $1; got = $4; found = 1 }
        { words = words " " $0 }
        END { if (found) print from, to, sent, got; else print from, to, "failed:" words }'
}
running=0
while read -r iface address; do
    one "$iface" "$address" &
    running=$((running + 1))
    if [ "$running" -ge 8 ]; then
        wait
        running=0
    fi
done
wait
