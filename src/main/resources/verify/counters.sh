# counters.sh INTERFACE...  As the login user. "time SECONDS" (since 1970, with digits behind the point where date tells
# them), then for each interface "count NAME BYTES PACKETS", both ways together and with layer 2, and "offload NAME WORD" for
# each offload that makes what is captured differ from what is on the wire; WORD is ? where nothing tells.
PATH=$PATH:/usr/sbin:/sbin
now=$(date +%s.%N)
case ${now#*.} in *[!0-9]*) now=${now%%.*} ;; esac
echo "time $now"
for name in "$@"; do
    name=$name awk '
        {
            at = index($0, ":")
            one = substr($0, 1, at - 1)
            sub(/^ +/, "", one)
            if (at && one == ENVIRON["name"]) {
                split(substr($0, at + 1), n, " ")
                printf "count %s %.0f %.0f\n", one, n[1] + n[9], n[2] + n[10]
            }
        }' /proc/net/dev
    if ! all=$(ethtool -k "$name" 2>/dev/null); then
        echo "offload $name ?"
        continue
    fi
    printf '%s\n' "$all" | name=$name awk '
        /^(tcp-segmentation|generic-segmentation|generic-receive|large-receive)-offload: on/ {
            split($1, part, "-")
            word = substr(part[1], 1, 1) substr(part[2], 1, 1) "o"
            print "offload", ENVIRON["name"], word
        }'
done
exit 0
