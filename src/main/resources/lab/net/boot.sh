# Boots one machine: its interfaces, its disk over this computer's own, then an SSH server as its first process.
# Runs in network, process, mount and host name namespaces of its own.
# $1 the machine's folder; $2 its host name.
set -eu
here=$1
wire=$here/wire.pl
hostname "$2"
. "$here/setup.sh"

disk=$here/disk
mount -t overlay overtap-root -o "lowerdir=/,upperdir=$disk/upper,workdir=$disk/work" "$disk/root"
cd "$disk/root"

# What the archive hid is made anew, empty; what lives in memory only does not outlive a boot.
rm -rf dev run tmp
mkdir -p dev home local/logs mnt proc proj root run/lock run/sshd srv sys tmp var/log var/tmp
chmod 1777 tmp var/tmp local/logs run/lock
chmod 700 root
mount -t proc proc proc
mount -t sysfs sysfs sys
mount -t tmpfs -o mode=755 dev dev
mkdir dev/pts dev/shm dev/net
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts dev/pts
mount -t tmpfs -o mode=1777 shm dev/shm
mknod -m 666 dev/null c 1 3
mknod -m 666 dev/zero c 1 5
mknod -m 666 dev/full c 1 7
mknod -m 666 dev/random c 1 8
mknod -m 666 dev/urandom c 1 9
mknod -m 666 dev/tty c 5 0
mknod -m 600 dev/net/tun c 10 200
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
ln -s /proc/self/fd/0 dev/stdin
ln -s /proc/self/fd/1 dev/stdout
ln -s /proc/self/fd/2 dev/stderr

pivot_root . .
umount -l .
cd /
exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
    /usr/sbin/sshd -D -f /etc/ssh/sshd_lab -E /var/log/sshd.log </dev/null >/dev/null 2>&1
