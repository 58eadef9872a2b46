# canary.sh PERL PYTHON VERB NAME ARGS...  One end of canaries, in whichever of both languages the node has; canary.pl
# says what it does, and ends with 120 where its modules are not there, before it has read or done anything.
perl=$1 python=$2
shift 2
if command -v perl >/dev/null 2>&1; then
    perl -e "$perl" -- "$@"
    status=$?
    case $status in 120 | 126 | 127) ;; *) exit "$status" ;; esac
fi
if python3 -c 'import select, socket' 2>/dev/null; then
    exec python3 -c "$python" "$@"
fi
echo "neither perl (package perl-base) nor python3 is there, and one of them has to send canaries" >&2
exit 1
