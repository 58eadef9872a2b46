# argus-read.sh FOLDER PATTERN SINCE  As the login user. For every file of that pattern that was last written to at or
# after SINCE (seconds since 1970) a line "@CLOSED NAME" and its records as ra prints them, one a line, with bars between
# columns; of a file that ra cannot read a line "!NAME: WORDS". ra reads a file that is still written to.
command -v ra >/dev/null || { echo "ra (of the argus clients) is not installed" >&2; exit 127; }
cd "$1" || exit 1
export LC_ALL=C
since=$3
exec 3>&1
printf '%s\0' $2 | xargs -0 stat -c '%Y %n' -- 2>/dev/null | while read -r closed file; do
    [ "$closed" -ge "$since" ] && [ -f "$file" ] || continue
    printf '@%s %s\n' "$closed" "$file"
    # -F and not the file of its user's: that could print anything.
    words=$(ra -F /dev/null -nn -u -p 6 -c '|' -L -1 -Zb -r "$file" -s stime ltime proto saddr sport daddr dport spkts dpkts \
        sbytes dbytes stos dtos smac dmac svlan dvlan state - 2>&1 >&3 </dev/null) || words="ra ended with status $?: $words"
    [ -z "$words" ] || printf '!%s: %s\n' "$file" "$(printf '%s' "$words" | tr '\n' ' ')"
done
exit 0
