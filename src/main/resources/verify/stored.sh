# stored.sh FOLDER FORMAT SINCE FILTER  As the login user. Prints the records of the files that were closed at or after
# SINCE (seconds since 1970). nfdump ends with 0 whatever it meets: what it says of a file tells whether it could read it.
cd "$1" || exit 1
since=$3
list=
for file in nfcapd.2*; do
    [ -f "$file" ] || continue
    [ "$(stat -c %Y "$file")" -lt "$since" ] || list="$list:$file"
done
[ -n "$list" ] || exit 0
for file in $(echo "$list" | tr : ' '); do
    nfdump -q -N -r "$file" -o "$2" "$4" 2>&1 | awk -v file="$file" '
        /[|]/ { print; next }
        NF && !/^No match/ { print file ": " $0 > "/dev/stderr"; bad = 1 }
        END { exit bad }' || unread=1
done
exit "${unread:-0}"
