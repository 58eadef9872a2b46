# canary.sh PERL PYTHON VERB NAME ARGS...  One end of canaries, in whichever of both languages the node has; canary.pl
# says what it does.
perl=$1 python=$2
shift 2
if perl -MSocket -MPOSIX -e 1 2>/dev/null; then
    exec perl -e "$perl" -- "$@"
elif python3 -c 'import select, socket' 2>/dev/null; then
    exec python3 -c "$python" "$@"
fi
echo "neither perl (package perl-base) nor python3 is there, and one of them has to send canaries" >&2
exit 1
