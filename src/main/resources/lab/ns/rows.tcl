# What `Simulator run` writes: names checked, then every table, row by row, in the testbed's order.

Simulator instproc check_names {} {
    $self instvar node_list lanlink_list path_list
    foreach name [lsort [concat [array names node_list] [array names lanlink_list] [array names path_list]]] {
        real_set problem [::overtap::bad_name $name]
        if {$problem eq ""} continue
        real_set line [expr {[info exists ::overtap::named_at($name)] ? $::overtap::named_at($name) : 0}]
        ::overtap::perror $problem $line
    }
}

Simulator instproc write_rows {} {
    $self instvar node_list lanlink_list path_list program_list console_list
    foreach node [lsort [array names node_list]] { $node write_rows }
    foreach node [lsort [array names node_list]] { $node write_routes }
    foreach lanlink [array names lanlink_list] { $lanlink write_rows }
    foreach path [array names path_list] { $path write_rows }
    foreach program [lsort [array names program_list]] { $program write_rows }
    foreach console [array names console_list] {
        ::overtap::row virt_agents vnode $console_list($console) vname $console objecttype 13
    }
    $self write_extras
    $self write_experiment
    $self write_groups
    $self write_environment
    $self instvar events
    foreach event $events { eval [linsert $event 0 ::overtap::row eventlist] }
    foreach {name type} [list $self 6 linktest 7 slothd 9 rem-bstore 20] {
        ::overtap::row virt_agents vnode * vname $name objecttype $type
    }
}

Simulator instproc write_experiment {} {
    $self instvar experiment extra_experiment node_list
    real_set columns [concat {
        mem_usage cpu_usage forcelinkdelays uselinkdelays usewatunnels uselatestwadata wa_delay_solverweight
        wa_bw_solverweight wa_plr_solverweight encap_style allowfixnode sync_server use_ipassign
    } $extra_experiment]
    real_set values {}
    foreach column $columns { lappend values $column $experiment($column) }
    if {$experiment(sync_server) eq ""} {
        real_set values [dict replace $values sync_server [$self first_node]]
    }
    eval [linsert $values 0 ::overtap::row experiments]
}

# Barriers meet at the first node by name that is no bridge.
Simulator instproc first_node {} {
    $self instvar node_list
    foreach node [lsort [array names node_list]] {
        if {![::overtap::is Bridge $node]} { return $node }
    }
    return ""
}

Simulator instproc write_groups {} {
    $self instvar group_list
    foreach group [lsort [array names group_list]] { $group write_rows }
}

# The user's opt() array travels with the experiment.
Simulator instproc write_environment {} {
    if {![array exists ::opt]} return
    foreach name [lsort [array names ::opt]] {
        ::overtap::row virt_user_environment name $name value $::opt($name)
    }
}
