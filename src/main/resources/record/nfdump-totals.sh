# nfdump-totals.sh FOLDER PATTERN SINCE  As the login user. For every such file "file CLOSED GAPS NAME", where GAPS says how
# often sequence numbers jumped in it, and where it has records, for each exporter "ADDRESS TYPE/ID FORM RECORDS". What
# nfdump itself tells of exporters (-E) ends at the first number that is not in the file, and they are numbered over all
# folders.
command -v nfdump >/dev/null || { echo "nfdump is not installed" >&2; exit 127; }
cd "$1" || exit 1
since=$3
list=$(
    printf '%s\0' $2 | xargs -0 stat -c '%Y %n' -- 2>/dev/null | while read -r closed file; do
        [ "$closed" -ge "$since" ] || continue
        echo "file $closed $file"
        nfdump -I -r "$file" 2>/dev/null </dev/null
    done | awk '
        function told() { if (flows != "" && gaps != "") print closed, gaps, flows, file; flows = gaps = "" }
        $1 == "file" { told(); closed = $2; file = substr($0, length($1 $2) + 3) }
        $1 == "Flows:" { flows = $2 }
        /^Sequence failures: / { gaps = $3 }
        END { told() }'
)
[ -z "$list" ] || printf '%s\n' "$list" | while read -r closed gaps flows file; do
    echo "file $closed $gaps $file"
    [ "$flows" -gt 0 ] || continue
    nfdump -q -N -6 -r "$file" -o 'fmt:%ra %eng %nfv' 2>/dev/null </dev/null |
        awk 'NF == 3 { n[$1 " " $2 " " $3]++ } END { for (one in n) print one, n[one] }'
done
exit 0
