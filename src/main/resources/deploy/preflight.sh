# preflight.sh FOLDER-PARENT PROGRAM...  As the login user. Prints one complaint a line; changes nothing.
parent=$1
shift
if ! sudo -n true 2>/dev/null; then
    echo "no-sudo"
    exit 0
fi
for program in "$@"; do
    if ! PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin" command -v "$program" >/dev/null 2>&1; then
        echo "no-program $program"
    fi
done
if [ ! -r /proc/self/stat ]; then
    echo "no-proc"
fi
case $(stat -f -c %T "$parent" 2>/dev/null) in
nfs*) echo "on-nfs $parent" ;;
esac
free=$(df -Pk "$parent" 2>/dev/null | awk 'NR == 2 { print $4 }')
if [ -n "$free" ] && [ "$free" -lt 65536 ]; then
    echo "disk-full $parent $free"
fi
