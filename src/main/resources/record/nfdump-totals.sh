# nfdump-totals.sh FOLDER PATTERN SINCE  As the login user. What nfdump tells of the exporters in every such file.
command -v nfdump >/dev/null || { echo "nfdump is not installed" >&2; exit 127; }
cd "$1" || exit 1
since=$3
for file in $2; do
    [ -f "$file" ] || continue
    [ "$(stat -c %Y "$file")" -ge "$since" ] || continue
    nfdump -E "$file" 2>/dev/null
done
exit 0
