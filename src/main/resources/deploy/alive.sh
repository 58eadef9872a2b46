# Sourced in front of the other scripts. A daemon is known by its pid and its start time together, so that a pid that
# the kernel gave to somebody else is never taken for it; a zombie counts as dead.
alive() {
    [ -s pid ] || return 1
    read -r pid start <pid || return 1
    stat=$(cat "/proc/$pid/stat" 2>/dev/null) || return 1
    state_of "$stat"
    [ "$state" != Z ] && [ "$began" = "$start" ]
}
state_of() {
    set -- ${1##*) }
    state=$1
    began=${20}
}
# Every process that was started in a folder and has not left it: the daemon and what it forked. To be called from a
# subshell that has left the folder itself.
strays() {
    ls -l /proc/[0-9]*/cwd 2>/dev/null | folder=$1 awk -v self="$$" '
        {
            at = index($0, " -> ")
            words = split(substr($0, 1, at - 1), word, "[ /]+")
            if (at && substr($0, at + 4) == ENVIRON["folder"] && word[words - 1] != self) print word[words - 1]
        }'
}
halt() {
    signal=$1
    tenths=$(($2 * 10))
    if alive; then
        kill "-$signal" "$pid" 2>/dev/null || true
        while alive && [ "$tenths" -gt 0 ]; do
            sleep 0.1
            tenths=$((tenths - 1))
        done
    fi
    here=$(pwd -P)
    for other in $(cd / && strays "$here"); do
        kill -KILL "$other" 2>/dev/null || true
    done
    rm -f pid
}
# Makes the deployment's folder, and the daemon's below it where one is named, and enters it. What is there already must
# be the deployment's.
claim() {
    PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
    if ! mkdir -m 755 "$1" 2>/dev/null; then
        if [ -h "$1" ] || [ "$(stat -c %u "$1")" != "$(id -u)" ] || [ "$(cat "$1/deployment" 2>/dev/null)" != "$2" ]; then
            echo "$1 is there already and does not belong to deployment $2" >&2
            exit 3
        fi
    fi
    echo "$2" >"$1/deployment"
    mkdir -p "$1/${3:-}"
    cd "$1/${3:-}"
}
# Whether what a command prints has a match of the pattern.
shown() {
    sh -c "$2" 2>/dev/null </dev/null | grep -qE -e "$1"
}
# Switches off what was switched on in this folder. A command that fails does not keep the others from being run.
undo() {
    [ -s unset ] || return 0
    sh unset >>log 2>&1 </dev/null || true
    rm -f unset
}
