# stopped.sh FOLDER...  As root. Prints each folder one of whose daemon's processes is stopped (state T or t, proc(5)): a
# daemon leads a session of its own.
stats=$(cat /proc/[0-9]*/stat 2>/dev/null)
for folder in "$@"; do
    leader=
    read -r leader start 2>/dev/null <"$folder/pid" || continue
    printf '%s\n' "$stats" | awk -v leader="$leader" -v folder="$folder" '
        {
            sub(/^.*\) /, "")
            if (tolower($1) == "t" && $4 == leader) found = 1
        }
        END { if (found) print folder }'
done
exit 0
