# lost.sh ROOT ID NAME FOLDER PATTERN...  As root. What a collector's log tells of sequence numbers that did not come. A
# pattern (of sed -E) is a line to its end with two groups: the number that was expected and the one that came. For each a
# line "LOST BACK": how many numbers were left out, and how often they went back, as when a probe began anew. "again" where
# FOLDER has files from before the collector was started: what its log told before is gone then.
set -eu
belongs "$1" "$2" && cd "$1/$3" && [ -f log ] && [ -f pid ] || exit 3
folder=$4
shift 4
if [ -n "$(find "$folder" -type f ! -newer pid 2>/dev/null | head -n 1)" ]; then
    echo again
    exit 0
fi
end=$(printf '\001')
for pattern in "$@"; do
    sed -nE "s$end^.*$pattern\$$end\\1 \\2${end}p" log | awk '
        { more = $2 - $1; if (more < 0) more += 4294967296; if (more < 2147483648) lost += more; else back++ }
        END { printf "%.0f %d\n", lost, back }'
done
