# load.sh ROOT  As root. Prints what the node has to do and what it has left: "cpu BUSY ALL CORES" (ticks of all cores
# within a part of a second), "memory FREE ALL" and "disk FREE ALL" of the file system that ROOT is on, "used N" by ROOT, all
# in KiB; and where a guard ended what stores there: "stopped TIME FREE LEAST" (seconds since 1970, KiB).
ticks() {
    awk '$1 == "cpu" { for (i = 2; i <= 9; i++) all += $i; print all - $5 - $6, all }' /proc/stat 2>/dev/null
}
before=$(ticks)
sleep 0.3
after=$(ticks)
[ -z "$after" ] ||
    echo "cpu $((${after% *} - ${before% *})) $((${after#* } - ${before#* })) $(grep -c '^processor' /proc/cpuinfo)"
awk '
    $1 == "MemTotal:" { all = $2 }
    $1 == "MemAvailable:" { free = $2 }
    END { if (all != "" && free != "") print "memory", free, all }' /proc/meminfo 2>/dev/null
df -Pk "$1" 2>/dev/null | awk 'NR == 2 { print "disk", $4, $2 }'
du -sk "$1" 2>/dev/null | awk 'NR == 1 { print "used", $1 }'
sed 's/^/stopped /;q' "$1/guard/stopped" 2>/dev/null
exit 0
