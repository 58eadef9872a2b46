# Sourced in front of the other scripts. What the shell can do itself starts no program: on a node that is busy measuring
# each takes its time. A daemon is known by its pid and its start time together, so that a pid that the kernel gave to
# somebody else is never taken for it; a zombie counts as dead.
alive() {
    [ -s pid ] || return 1
    read -r pid start <pid || return 1
    same "$pid" "$start" && [ "$state" != Z ]
}
# Whether what is alive is in this network. A container that was started anew has another, and what was started in its
# former one measures nothing any more.
here() {
    [ ! -e /proc/self/ns/net ] || [ "/proc/$pid/ns/net" -ef /proc/self/ns/net ]
}
# Whether that pid still is the process that began then.
same() {
    stat_of "$1" && state_of "$stat" && [ "$began" = "$2" ]
}
# What the kernel tells of that process, its name and all: that may have line feeds. No other process is started for it,
# because many polls ask.
stat_of() {
    stat=
    { while read -r line; do stat="$stat$line "; done <"/proc/$1/stat"; } 2>/dev/null || return 1
    [ -n "$stat" ]
}
state_of() {
    set -- ${1##*) }
    state=$1
    session=$4
    terminal=$5
    began=${20}
}
# Whether the folder is that deployment's.
belongs() {
    its=
    read -r its 2>/dev/null <"$1/deployment" || [ -n "$its" ] || return 1
    [ "$its" = "$2" ]
}
# The folder as the kernel names it, whether it is there or not.
physical() {
    (cd "$1" 2>/dev/null && pwd -P) && return 0
    above=$(cd "${1%/*}/" 2>/dev/null && pwd -P) || above=${1%/*}
    printf '%s\n' "${above%/}/${1##*/}"
}
# Every process whose working folder is that one or lies below it, even if it was removed meanwhile: "PID BEGAN SESSION".
# What was started here has a session of its own and no terminal: this shell with all that it runs is left out, and so is
# who looks around there.
strays() {
    stat_of $$ && state_of "$stat"
    ours=$session
    ls -l /proc/[0-9]*/cwd 2>/dev/null | folder=$1 awk '
        {
            at = index($0, " -> ")
            path = substr($0, at + 4)
            sub(/ \(deleted\)$/, "", path)
            if (at && (path == ENVIRON["folder"] || index(path, ENVIRON["folder"] "/") == 1)) {
                words = split(substr($0, 1, at - 1), word, "[ /]+")
                print word[words - 1]
            }
        }' | while read -r one; do
        stat_of "$one" || continue
        state_of "$stat"
        [ "$state" = Z ] || [ "$session" = "$ours" ] || [ "$terminal" != 0 ] || echo "$one $began $session"
    done
}
# tell SIGNAL STRAYS
tell() {
    printf '%s\n' "$2" | while read -r one its leader; do
        if [ -n "$one" ] && same "$one" "$its"; then
            kill "-$1" "$one" 2>/dev/null || true
        fi
    done
}
# within TENTHS FOLDER  Waits so many tenths of a second until no process is left there.
within() {
    tenths=$1
    while [ -n "$(strays "$2")" ]; do
        [ "$tenths" -gt 0 ] || return 1
        sleep 0.1
        tenths=$((tenths - 1))
    done
}
# sweep FOLDER SIGNAL SECONDS  Ends what still runs there, first by the signal: those that lead a session end the others
# themselves. Prints how many there were.
sweep() {
    found=$(strays "$1")
    if [ -z "$found" ]; then
        echo 0
        return 0
    fi
    leaders=$(printf '%s\n' "$found" | awk '$1 == $3')
    tell "$2" "${leaders:-$found}"
    if ! within $(($3 * 10)) "$1"; then
        tell KILL "$(strays "$1")"
        within 20 "$1" || true
    fi
    printf '%s' "$found" | awk 'END { print NR }'
}
# Lets it take in what waits in its sockets, two seconds at most: what it has not read when it ends is lost.
drain() {
    sockets=$(ls -l "/proc/$pid/fd" 2>/dev/null | sed -n 's/.*socket:\[\([0-9]*\)]$/ \1 /p')
    tenths=20
    while [ "$tenths" -gt 0 ] && cat "/proc/$pid/net/udp" "/proc/$pid/net/udp6" 2>/dev/null | sockets=$sockets awk '
            { split($5, queue, ":") }
            index(ENVIRON["sockets"], " " $10 " ") && queue[2] ~ /[1-9A-F]/ { waiting = 1 }
            END { exit !waiting }'; do
        sleep 0.1
        tenths=$((tenths - 1))
    done
}
# halt SIGNAL SECONDS  Ends the daemon of this folder. Sets "ended" to how many others ran there that it did not know.
halt() {
    here=$(pwd -P)
    ended=0
    if alive; then
        drain
        kill "-$1" "$pid" 2>/dev/null || true
        tenths=$(($2 * 10))
        while alive && [ "$tenths" -gt 0 ]; do
            sleep 0.1
            tenths=$((tenths - 1))
        done
        # What it forked may still be sending what it holds.
        tenths=20
        ! alive || tenths=0
        within "$tenths" "$here" || tell KILL "$(strays "$here")"
    else
        ended=$(sweep "$here" "$1" "$2")
    fi
    rm -f pid
}
# Makes the deployment's folder, and the daemon's below it where one is named, and enters it. What is there already must
# be the deployment's.
claim() {
    PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
    if [ -e "$1" ] || [ -h "$1" ] || ! mkdir -m 755 "$1" 2>/dev/null; then
        if [ -h "$1" ] || [ ! -O "$1" ] || ! belongs "$1" "$2"; then
            echo "$1 is there already and does not belong to deployment $2" >&2
            exit 3
        fi
    fi
    echo "$2" >"$1/deployment"
    [ -d "$1/${3:-}" ] || mkdir -p "$1/${3:-}"
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
