# stored-files.sh FOLDER PATTERN SINCE  As the login user. Prints the files of that pattern that were closed at or after
# SINCE (seconds since 1970), each behind a line "@SIZE CLOSED NAME"; of one that cannot be read a line "!WORDS: NAME". A
# link is the file that it leads to: its own size is that of a path.
cd "$1" || exit 1
since=$3
for file in $2; do
    [ -e "$file" ] || [ ! -h "$file" ] || printf '!a link to nothing: %s\n' "$file"
done
printf '%s\0' $2 | xargs -0 stat -L -c '%Y %s %n' -- 2>/dev/null | while read -r closed size file; do
    [ "$closed" -ge "$since" ] || continue
    if [ ! -f "$file" ]; then
        printf '!this is no file: %s\n' "$file"
    elif [ -r "$file" ]; then
        printf '@%s %s %s\n' "$size" "$closed" "$file"
        head -c "$size" -- "$file" </dev/null
    else
        printf '!the file may not be read: %s\n' "$file"
    fi
done
exit 0
