# record.sh ROOT ID FILE  As root. Makes the deployment's folder and writes a file in it, which comes on standard input:
# whole or not at all, and for root alone to read.
set -eu
umask 022
claim "$1" "$2"
umask 077
cat >"$1/.$3.part"
mv -f "$1/.$3.part" "$1/$3"
