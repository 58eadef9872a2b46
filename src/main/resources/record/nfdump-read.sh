# nfdump-read.sh FOLDER PATTERN SINCE FORMAT FILTER  As the login user. Prints the records of the files of that pattern
# that were closed at or after SINCE (seconds since 1970). nfdump ends with 0 whatever it meets, so what it says of a file
# tells whether it could read it: that follows the file's records, in one line "!FILE: WORDS". If all files are asked for,
# lines "#gaps N" tell how often sequence numbers jumped.
#
# A collector closes a file for every exporter every few seconds. Files that stand side by side in their folder are read
# by one nfdump: starting it takes longer than printing a small file. It would end at the first that it cannot open, so
# their headers are looked at before, and where one is bad each file is read by itself.
command -v nfdump >/dev/null || { echo "nfdump is not installed" >&2; exit 127; }
cd "$1" || exit 1
export LC_ALL=C
since=$3
format=$4
filter=$5
# It writes in pieces of 4 KiB, which costs a third of its own time where a pipe takes much.
larger=
[ "$since" -gt 0 ] || ! command -v stdbuf >/dev/null || larger='stdbuf -o 64K'
exec 3>&1
batch=
count=0
dir=
told='^(Ident|Flows|Packets|Bytes|First|Last|msec|Sequence)[A-Za-z_ ]*:'

print() { # -r FILE or -R FIRST:LAST, and how to call it
    words=$($larger nfdump -q -N -6 "$1" "$2" -o "$format" "$filter" 2>&1 >&3 </dev/null) ||
        words="nfdump ended with status $?: $words"
    [ -z "$words" ] || printf '!%s: %s\n' "$3" "$(printf '%s' "$words" | tr '\n' ' ')"
}
gaps() { # what -I printed
    [ "$since" -gt 0 ] || printf '%s\n' "$1" | sed -n 's/^Sequence failures: /#gaps /p'
}
one() { # FILE
    print -r "$1" "$1"
    [ "$since" -gt 0 ] || gaps "$(nfdump -I -r "$1" 2>/dev/null </dev/null)"
}
neighbours() { # DIR FIRST LAST: how many things stand there from the first to the last
    ls -A "$1" | awk -v first="${2##*/}" -v last="${3##*/}" '$0 "" >= first "" && $0 "" <= last "" { n++ } END { print n + 0 }'
}
flush() {
    last=${batch##* }
    range=${batch%% *}:${last##*/}
    if [ "$count" -gt 1 ] && [ "$(neighbours "$dir" "${range%:*}" "$last")" = "$count" ] &&
        heads=$(nfdump -I -R "$range" 2>&1 </dev/null) && ! printf '%s\n' "$heads" | grep -qvE "$told"; then
        print -R "$range" "${range%:*} to ${last##*/}"
        gaps "$heads"
    else
        for each in $batch; do one "$each"; done
    fi
    batch=
    count=0
}
printf '%s\0' $2 | xargs -0 stat -c '%Y %n' -- 2>/dev/null | {
    while read -r closed file; do
        [ "$closed" -ge "$since" ] || continue
        folder=.
        case $file in */*) folder=${file%/*} ;; esac
        case $file in
        *[!A-Za-z0-9._%/-]*)
            flush
            one "$file"
            ;;
        *)
            [ "$folder" = "$dir" ] && [ "$count" -lt 200 ] || flush
            dir=$folder
            batch="$batch${batch:+ }$file"
            count=$((count + 1))
            ;;
        esac
    done
    flush
}
