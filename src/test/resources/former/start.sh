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
    for link in /proc/[0-9]*/cwd; do
        if [ "$(readlink "$link" 2>/dev/null)" = "$1" ]; then
            other=${link%/cwd}
            other=${other#/proc/}
            [ "$other" = "$$" ] || echo "$other"
        fi
    done
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
# start.sh ROOT ID NAME READY SECONDS SIGNAL STOP-SECONDS CONFIG FOLDERS PROGRAM...  As root; the configuration file's
# text comes on standard input. Starting what already runs with the same words changes nothing and says "running".
set -eu
umask 022
root=$1 id=$2 name=$3 ready=$4 tenths=$(($5 * 10)) signal=$6 seconds=$7 config=$8 folders=$9
shift 9
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
if ! mkdir -m 755 "$root" 2>/dev/null; then
    if [ -h "$root" ] || [ "$(stat -c %u "$root")" != "$(id -u)" ] || [ "$(cat "$root/deployment" 2>/dev/null)" != "$id" ]; then
        echo "$root is there already and does not belong to deployment $id" >&2
        exit 3
    fi
fi
echo "$id" >"$root/deployment"
mkdir -p "$root/$name"
cd "$root/$name"
text=$(cat)
wanted=$(printf '%s\n' "$*" "$text")
if alive; then
    if [ "$wanted" = "$(cat wanted 2>/dev/null)" ]; then
        echo running
        exit 0
    fi
    halt "$signal" "$seconds"
fi
for folder in $folders; do
    mkdir -p "$folder"
done
[ -z "$config" ] || printf '%s\n' "$text" >"$config"
printf '%s\n' "$wanted" >wanted
printf '%s %s\n' "$signal" "$seconds" >stop
: >log
# A shell starts what it puts in the background with SIGINT ignored, which is how some daemons are stopped.
defaults=
! env --default-signal=INT,QUIT true 2>/dev/null || defaults="env --default-signal=INT,QUIT"
OVERTAP_DEPLOYMENT=$id setsid $defaults "$@" </dev/null >>log 2>&1 &
began=
stat=$(cat "/proc/$!/stat" 2>/dev/null) && state_of "$stat"
printf '%s %s\n' "$!" "$began" >pid
while [ "$tenths" -gt 0 ]; do
    alive || break
    if grep -qF -e "$ready" log; then
        sleep 0.3
        alive || break
        echo started
        exit 0
    fi
    sleep 0.1
    tenths=$((tenths - 1))
done
if alive; then
    echo "it did not say \"$ready\" in time; its log ends:" >&2
else
    echo "it ended at once; its log ends:" >&2
fi
tail -n 5 log >&2
halt "$signal" "$seconds"
exit 4
