# guards.sh PREFIX  As root. For each guard whose path begins so: "guard PATH SECONDS TOKEN OWNER", in the way of
# guard.sh; OWNER is in base64, or - where nobody is named.
holder() {
    word=
    IFS= read -r word 2>/dev/null <"$path/owner" || true
    echo "${word:--}"
}
for path in "$1"*; do
    if [ -h "$path" ] || [ ! -d "$path" ] || [ ! -O "$path" ]; then
        continue
    fi
    # All of it must be of one holder: another may take its place meanwhile.
    token=
    while [ "$(holder)" != "$token" ]; do
        token=$(holder)
        made=$(stat -c %Y "$path/owner" 2>/dev/null || stat -c %Y "$path" 2>/dev/null) || continue 2
        owner=$(tail -n +2 "$path/owner" 2>/dev/null | base64 | tr -d '\n') || owner=
    done
    printf 'guard %s %s %s %s\n' "$path" "$(($(date +%s) - made))" "$token" "${owner:--}"
done
