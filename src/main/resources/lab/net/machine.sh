# One machine from its first boot to its end: makes its disk, boots it, and where it was told to boot again does so from
# the disk that it has. Runs in the machine's network namespace and in mounts of its own, outside of its processes.
# $1 the machine's folder; $2 its host name; then the archives to unpack on its disk.
set -eu
here=$1
name=$2
shift 2

disk=$here/disk
mkdir -p "$disk"
mount -t tmpfs -o mode=755 overtap-disk "$disk"
mkdir "$disk/upper" "$disk/work" "$disk/root"
for archive; do
    tar -xpf "$archive" -C "$disk/upper"
done
cp -a --remove-destination "$here/files/." "$disk/upper/"

while :; do
    status=0
    unshare --uts --ipc --mount --pid --fork --kill-child -- sh "$here/boot.sh" "$here" "$name" || status=$?
    [ -e "$here/again" ] || exit "$status"
    rm "$here/again"
    while [ -e "$here/off" ]; do sleep 0.1; done
    sh "$here/unplug.sh"
done
