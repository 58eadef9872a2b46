# guard.sh take PATH TOKEN [INSTEAD] | renew PATH TOKEN | leave PATH TOKEN   As root. A folder that only one can make
# keeps others from working on an experiment. "take" reads on standard input who takes it and says "taken"; if somebody
# else has it, "held SECONDS TOKEN", which are those since it was last renewed, and then who that is. INSTEAD is the
# token of one that may be replaced, - where it has none. "renew" says "renewed", or "lost".
set -eu
umask 077
verb=$1 path=$2 token=$3 instead=${4:-}
holder() {
    word=
    IFS= read -r word 2>/dev/null <"$path/owner" || true
    echo "${word:--}"
}
write() {
    printf '%s\n%s\n' "$token" "$owner" >"$path/.owner.part"
    mv -f "$path/.owner.part" "$path/owner"
}
sound() {
    [ ! -h "$path" ] && [ -d "$path" ] && [ -O "$path" ]
}
age() {
    made=$(stat -c %Y "$path/owner" 2>/dev/null || stat -c %Y "$path" 2>/dev/null) || made=0
    echo $(($(date +%s) - made))
}
case $verb in
take)
    owner=$(cat)
    tries=0
    while [ "$tries" -lt 5 ]; do
        tries=$((tries + 1))
        if mkdir "$path" 2>/dev/null; then
            write || {
                rm -rf -- "$path"
                exit 4
            }
            echo taken
            exit 0
        fi
        # Whoever had it may just have left.
        if [ -e "$path" ] || [ -h "$path" ]; then
            break
        fi
    done
    [ -e "$path" ] || [ -h "$path" ] || mkdir "$path"
    if ! sound; then
        echo "$path is there already and is nobody's guard" >&2
        exit 3
    fi
    if [ -n "$instead" ] && [ "$(holder)" = "$instead" ]; then
        # One of those that would replace it comes first, and the others find its word.
        if mkdir "$path/next" 2>/dev/null; then
            [ "$(holder)" != "$instead" ] || write
            rmdir "$path/next"
        elif [ -n "$(find "$path/next" -prune -mmin +1 2>/dev/null)" ]; then
            rmdir "$path/next" 2>/dev/null || true
        fi
    fi
    if [ "$(holder)" = "$token" ]; then
        echo taken
    else
        # All of it must be of one holder: another may take its place meanwhile.
        word=
        while [ "$(holder)" != "$word" ]; do
            word=$(holder)
            seconds=$(age)
            owner=$(tail -n +2 "$path/owner" 2>/dev/null) || owner=
        done
        printf 'held %s %s\n%s\n' "$seconds" "$word" "$owner"
    fi
    ;;
renew)
    if sound && [ "$(holder)" = "$token" ]; then
        touch "$path/owner"
        echo renewed
    else
        echo lost
    fi
    ;;
leave)
    if sound && [ "$(holder)" = "$token" ]; then
        rm -rf -- "$path"
    fi
    ;;
esac
