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
# One program for all that is mounted, and one for all devices: most of a boot is starts of programs.
printf '%s\n' \
    'proc /proc/self/cwd/proc proc defaults 0 0' \
    'sysfs /proc/self/cwd/sys sysfs defaults 0 0' \
    'dev /proc/self/cwd/dev tmpfs mode=755 0 0' \
    'devpts /proc/self/cwd/dev/pts devpts newinstance,ptmxmode=0666,mode=620,gid=5,X-mount.mkdir 0 0' \
    'shm /proc/self/cwd/dev/shm tmpfs mode=1777,X-mount.mkdir 0 0' >"$here/fstab"
mount -a -T "$here/fstab"
tar -xpf "$here/dev.tar" -C dev

pivot_root . .
umount -l .
cd /
# -r: a connection's server goes on as it was forked, and is not started anew for each.
exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
    /usr/sbin/sshd -r -D -f /etc/ssh/sshd_lab -E /var/log/sshd.log </dev/null >/dev/null 2>&1
