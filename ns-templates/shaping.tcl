# Shaping leaves the end nodes, so that the testbed adds shapers; links between virtual machines keep theirs.
proc ovt_end_node_shaping_off {sim} {
    ovt_as_user tb-use-endnodeshaping 0
    ovt_as_user tb-force-endnodeshaping 0
    foreach segment [$sim array names lanlink_list] { $segment set uselinkdelay 0 }
}

proc ovt_shaper_os {sim os} {
    ovt_as_user tb-set-delay-os $os
}

# A tap that is a node of the script gets its image as nodes do.
proc ovt_tap_os {sim tap os} {
    ovt_as_user tb-set-node-os $tap $os
}
