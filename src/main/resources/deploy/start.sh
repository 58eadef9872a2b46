# start.sh ROOT ID NAME BY WHAT SECONDS MISSING SIGNAL STOP-SECONDS CONFIG FOLDERS LIST TEXT LOOPED RIGHTS FAILS
# PROGRAM...  As root; the configuration file's text comes on standard input, with LOOPED if the loopback interface is up;
# that of the list is TEXT. RIGHTS are "user", or capabilities with commas between, or nothing, which is all. BY and WHAT
# say how it shows that it works: log TEXT, udp PORT, tcp PORT, file NAME; where its log has FAILS, it goes on without what it
# was told, and is ended. Starting what already runs with the same words changes nothing and says "running"; else "started",
# and "ended N" if N processes ran there that the folder did not know.
set -eu
umask 022
root=$1 id=$2 name=$3 by=$4 what=$5 patience=$(($6 * 10)) missing=$7 signal=$8 seconds=$9
shift 9
config=$1 folders=$2 list=$3 names=$4 looped=$5 rights=$6 fails=$7
shift 7
claim "$root" "$id" "$name"
umask 077
text=$(cat)
if [ -n "$looped" ] && ip -o link show up dev lo 2>/dev/null | grep -q lo; then
    text=$(printf '%s\n%s' "$text" "$looped")
fi
wanted=$(printf '%s\n' "$*" "$text" "$names" "$rights")
if alive && here && [ "$wanted" = "$(cat wanted 2>/dev/null)" ]; then
    echo running
    exit 0
fi
halt "$signal" "$seconds"
# Who is to read what it stores: the login user, alone or with its group.
uid=${SUDO_UID:-0} gid=${SUDO_GID:-0} least=
case $rights in
user)
    if [ "$uid" != 0 ]; then
        least="setpriv --reuid $uid --regid $gid --clear-groups --inh-caps=-all --no-new-privs"
    fi
    ;;
?*) least="setpriv --bounding-set=-all$(printf '%s\n' "$rights" | sed 's/^/,/;s/,/,+/g') --inh-caps=-all --no-new-privs" ;;
esac
if [ -n "$least" ] && ! $least true 2>/dev/null; then
    least=
fi
set -f
for folder in $folders; do
    mkdir -p "$folder"
    if [ "$rights" = user ] && [ -n "$least" ]; then
        chown -h "$uid:$gid" "$folder"
    else
        chgrp -h "$gid" "$folder"
        chmod 2750 "$folder"
        umask 027
    fi
done
set +f
[ -z "$config" ] || printf '%s\n' "$text" >"$config"
[ -z "$list" ] || printf '%s\n' "$names" >"$list"
if [ "$rights" = user ] && [ -n "$least" ]; then
    for file in $config $list; do
        chown -h "$uid:$gid" "$file"
    done
fi
printf '%s\n' "$wanted" >wanted
printf '%s %s\n' "$signal" "$seconds" >stop
: >log
# The port, in the process's own network: addresses and ports are hexadecimal there, and a TCP socket that listens is 0A.
port=
listens() {
    port=${port:-$(printf '%04X' "$2")}
    cat "/proc/$pid/net/$1" "/proc/$pid/net/${1}6" 2>/dev/null | awk -v port=":$port" -v kind="$1" '
        substr($2, length($2) - 4) == port && (kind == "udp" || $4 == "0A") { found = 1 }
        END { exit !found }'
}
works() {
    case $by in
    udp | tcp) listens "$by" "$what" ;;
    file) [ -e "$what" ] ;;
    *) [ -z "$what" ] || grep -qF -e "$what" log ;;
    esac
}
fails() {
    [ -n "$fails" ] && grep -qF -e "$fails" log
}
# A shell starts what it puts in the background with SIGINT ignored, which is how some daemons are stopped. It gets nothing
# of what is in the environment of who starts it.
defaults=
! env --default-signal=INT,QUIT true 2>/dev/null || defaults="--default-signal=INT,QUIT"
first=$(command -v -- "$1") || first=$1
shift
setsid env -i $defaults PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C HOME=/ $least "$first" "$@" \
    </dev/null >>log 2>&1 &
began=
! stat_of "$!" || state_of "$stat"
printf '%s %s\n' "$!" "$began" >pid
while [ "$patience" -gt 0 ]; do
    alive || break
    if works; then
        sleep 0.3
        alive && ! fails || break
        echo started
        [ "$ended" = 0 ] || echo "ended $ended"
        exit 0
    fi
    sleep 0.1
    patience=$((patience - 1))
done
if fails; then
    echo "it did not do what it was told; its log says:" >&2
    grep -F -e "$fails" log >&2
    halt "$signal" "$seconds"
    exit 4
elif alive; then
    echo "it $missing in time; its log ends:" >&2
else
    echo "it ended at once; its log ends:" >&2
fi
tail -n 5 log >&2
halt "$signal" "$seconds"
exit 4
