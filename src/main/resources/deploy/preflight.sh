# preflight.sh FOLDER-PARENT PROGRAM...  As the login user. Prints one complaint a line, and "system KERNEL MANAGER SYSTEM
# RELEASE WORDS..." (words that install a package there); changes nothing.
parent=$1
shift
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
manager=unknown install=
for pair in "apt apt-get" "dnf dnf" "yum yum" "zypper zypper" "apk apk" "pacman pacman" "pkg pkg"; do
    if command -v "${pair#* }" >/dev/null 2>&1; then
        manager=${pair% *}
        case $manager in
        apk) install="apk add" ;;
        pacman) install="pacman -S" ;;
        *) install="${pair#* } install" ;;
        esac
        break
    fi
done
ID= VERSION_ID=
[ ! -r /etc/os-release ] || . /etc/os-release
echo "system $(uname -s) $manager ${ID:-unknown} ${VERSION_ID:-unknown} $install"
