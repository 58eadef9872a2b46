# Ends what runs in one of the folders as soon as their disk has less than so many KiB left, in the way in which nothing
# that it holds is lost, and notes that in the file "stopped": "TIME FREE LEAST".
least=$1
shift
free() {
    df -Pk . 2>/dev/null | awk 'NR == 2 { print $4 }'
}
lives() {
    read -r pid start 2>/dev/null <"$1/pid" || return 1
    kernel=$(sed 's/.*) //' "/proc/$pid/stat" 2>/dev/null) && [ -n "$kernel" ] || return 1
    [ "${kernel%% *}" != Z ] && [ "$(echo "$kernel" | cut -d ' ' -f 20)" = "$start" ]
}
end() {
    read -r signal seconds <"$1/stop" || { signal=TERM seconds=8; }
    kill "-$signal" "$pid"
    while [ "$seconds" -gt 0 ] && lives "$1"; do
        sleep 1
        seconds=$((seconds - 1))
    done
    ! lives "$1" || kill -KILL "$pid"
    # Room for the note, also where nothing is left.
    rm -f room
    echo "$(date +%s) $left $least" >stopped
    echo "$left KiB were free, less than $least: ended what ran in $1"
}
left=$(free)
if [ -n "$left" ] && [ "$left" -lt "$least" ]; then
    echo "only $left KiB are free, and $least are to stay free"
    exit 1
fi
head -c 8192 /dev/zero | tr '\0' ' ' >room
echo "guards $*"
while [ -e wanted ]; do
    left=$(free)
    [ -n "$left" ] || left=$least
    for folder in "$@"; do
        if lives "$folder"; then
            if [ "$left" -lt "$least" ]; then end "$folder"; else rm -f stopped; fi
        fi
    done
    sleep 1
done
