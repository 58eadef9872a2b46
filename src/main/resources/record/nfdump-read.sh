# nfdump-read.sh FOLDER PATTERN SINCE FORMAT FILTER  As the login user. Prints the records of the files of that pattern
# that were closed at or after SINCE (seconds since 1970). nfdump ends with 0 whatever it meets, so what it says of a file
# tells whether it could read it: that follows the file's records, in one line "!FILE: WORDS".
command -v nfdump >/dev/null || { echo "nfdump is not installed" >&2; exit 127; }
cd "$1" || exit 1
since=$3
# It writes in pieces of 4 KiB, which costs a third of its own time where a pipe takes them.
larger=
command -v stdbuf >/dev/null && larger='stdbuf -o 64K'
exec 3>&1
printf '%s\0' $2 | xargs -0 stat -c '%Y %n' -- 2>/dev/null | while read -r closed file; do
    [ "$closed" -ge "$since" ] || continue
    words=$($larger nfdump -q -N -6 -r "$file" -o "$4" "$5" 2>&1 >&3 </dev/null) || words="nfdump ended with status $?: $words"
    [ -z "$words" ] || printf '!%s: %s\n' "$file" "$(printf '%s' "$words" | tr '\n' ' ')"
done
