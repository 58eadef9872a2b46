# Packs the files of a folder, and whiteouts for paths to hide, into an archive.
# $1 the folder; $2 the archive to write; $3 a file with the paths to hide, one on a line.
# Whiteouts are made on a disk in memory: not every file system lets one make them.
set -eu
stage=$2.stage
mkdir -p "$stage"
mount -t tmpfs -o mode=755 overtap-stage "$stage"
if [ -d "$1" ]; then
    cp -a "$1/." "$stage/"
fi
while IFS= read -r path; do
    mkdir -p "$stage${path%/*}"
    [ -e "$stage$path" ] || mknod "$stage$path" c 0 0
done <"$3"
tar -cpf "$2.new" -C "$stage" .
mv "$2.new" "$2"
umount "$stage"
rmdir "$stage"
