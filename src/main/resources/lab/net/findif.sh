#!/bin/sh
# Prints the interface with a MAC address (twelve digits, no colons) or, with -i, an IP address.
case $1 in
-i) ip -o -4 addr show | awk -v ip="$2" '{ split($4, a, "/"); if (a[1] == ip) { print $2; found = 1 } } END { exit !found }' ;;
*)
    [ "$1" = -m ] && shift
    for path in /sys/class/net/*; do
        if [ "$(tr -d : <"$path/address" 2>/dev/null)" = "$1" ]; then
            echo "${path##*/}"
            exit 0
        fi
    done
    exit 1
    ;;
esac
