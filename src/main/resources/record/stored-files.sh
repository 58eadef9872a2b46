# stored-files.sh FOLDER PATTERN SINCE  As the login user. Prints the files of that pattern that were closed at or after
# SINCE (seconds since 1970), each behind a line "@SIZE CLOSED NAME"; of one that cannot be read a line "!WORDS: NAME".
cd "$1" || exit 1
since=$3
printf '%s\0' $2 | xargs -0 stat -c '%Y %s %n' -- 2>/dev/null | while read -r closed size file; do
    [ "$closed" -ge "$since" ] && [ -f "$file" ] || continue
    if [ -r "$file" ]; then
        printf '@%s %s %s\n' "$size" "$closed" "$file"
        head -c "$size" -- "$file" </dev/null
    else
        printf '!the file may not be read: %s\n' "$file"
    fi
done
exit 0
