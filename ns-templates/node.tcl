# Barriers meet at the node that is first by name: it stays the one it was.
proc ovt_keep_sync_server {sim} {
    if {![string equal $::GLOBALS::sync_server ""]} return
    foreach node [lsort [$sim array names node_list]] {
        if {[string equal [$node info class] Node] && ![string equal [ovt_trait $node issubnode] 1]
            && ![string equal [$node set type] blockstore]} {
            ovt_as_user tb-set-sync-server $node
            return
        }
    }
}

# A node without links. What is not asked for is left to the testbed.
proc ovt_node {sim name os hardware command tarfiles} {
    ovt_keep_sync_server $sim
    ovt_name [$sim node] $name
    if {[string length $hardware]} { ovt_as_user tb-set-hardware $name $hardware }
    if {[string length $os]} { ovt_as_user tb-set-node-os $name $os }
    if {[llength $tarfiles]} { eval [concat [list ovt_as_user tb-set-node-tarfiles $name] $tarfiles] }
    if {[string length $command]} { ovt_as_user tb-set-node-startcmd $name $command }
}
