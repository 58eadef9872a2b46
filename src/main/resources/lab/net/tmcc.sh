#!/bin/sh
# What the testbed's configuration server says to this node, from the copy that it keeps here.
for word; do
    case $word in
    -*) ;;
    *) command=$word ;;
    esac
done
cat "/var/emulab/boot/tmcc/${command:?usage: tmcc COMMAND}" 2>/dev/null
exit 0
