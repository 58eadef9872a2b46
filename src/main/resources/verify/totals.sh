# totals.sh FOLDER  As the login user. For every exporter: "exporter ADDRESS ENGINE FLOWS FAILURES", summed over files;
# then "now SECONDS" of this machine's clock.
cd "$1" || exit 1
for file in nfcapd.2*; do
    [ -f "$file" ] && nfdump -E "$file" 2>/dev/null
done | sed -n 's/.*IP: *\([^,]*\), version: [0-9]*, ID: *\([0-9]*\), Sequence failures: \([0-9]*\), packets: [0-9]*, flows: \([0-9]*\).*/\1 \2 \4 \3/p' |
    awk '{ key = $1 " " $2; flows[key] += $3; failures[key] += $4 }
         END { for (key in flows) print "exporter", key, flows[key], failures[key] }'
