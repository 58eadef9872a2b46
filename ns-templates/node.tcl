# Barriers meet at the node that is first by name: it stays the one it was.
proc ::ovt::keep_sync_server {sim} {
    if {![string equal $::GLOBALS::sync_server ""]} return
    foreach node [lsort [$sim array names node_list]] {
        if {[string equal [$node info class] Node] && ![flag $node issubnode]
            && ![string equal [$node set type] blockstore]} {
            as_user tb-set-sync-server $node
            return
        }
    }
}

proc ::ovt::flag {object name} {
    if {[catch {$object set $name} value]} { return 0 }
    return $value
}

# A node without links. What is not asked for is left to the testbed.
proc ::ovt::node {sim name os hardware command tarfiles} {
    keep_sync_server $sim
    name [$sim node] $name
    if {[string length $hardware]} { as_user tb-set-hardware $name $hardware }
    if {[string length $os]} { as_user tb-set-node-os $name $os }
    if {[llength $tarfiles]} { eval [concat [list as_user tb-set-node-tarfiles $name] $tarfiles] }
    if {[string length $command]} { as_user tb-set-node-startcmd $name $command }
}
