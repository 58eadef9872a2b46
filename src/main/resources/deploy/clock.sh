# clock.sh  As the login user. Prints the node's time in seconds since 1970, with digits behind the point where something
# there tells them: not every date does.
now=$(date +%s.%N)
case ${now#*.} in
*[!0-9]* | "") ;;
*)
    echo "$now"
    exit 0
    ;;
esac
perl -MTime::HiRes=time -e 'printf "%.6f\n", time' 2>/dev/null ||
    python3 -c 'import time; print("%.6f" % time.time())' 2>/dev/null ||
    date +%s
