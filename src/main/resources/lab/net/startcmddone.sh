#!/bin/sh
# Notes how a node's start command ended.
echo "$1" >/local/logs/startcmd.status
exit 0
