#!/bin/sh
# Notes how a node's start command ended.
echo "$1" >/var/emulab/boot/startcmd.status
exit 0
