# Shaping leaves the end nodes, so that the testbed adds shapers; links between virtual machines keep theirs.
proc ::ovt::end_node_shaping_off {sim} {
    as_user tb-use-endnodeshaping 0
    as_user tb-force-endnodeshaping 0
    foreach segment [$sim array names lanlink_list] { $segment set uselinkdelay 0 }
}

proc ::ovt::shaper_os {sim os} {
    as_user tb-set-delay-os $os
}
