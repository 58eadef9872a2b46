# The class Simulator: makes nodes, links and LANs, hands out subnets, and on `run` writes the rows.

Class Simulator -superclass OvertapNamed

Simulator instproc init {args} {
    $self next
    foreach array {
        node_list console_list lanlink_list link_map path_list program_list group_list part_list firewall_list
        blockstore_list parameters used_subnets
    } { $self array set $array {} }
    $self array set experiment {
        mem_usage 0 cpu_usage 3 forcelinkdelays 0 uselinkdelays 0 usewatunnels 0 uselatestwadata 1
        wa_delay_solverweight 1 wa_bw_solverweight 7 wa_plr_solverweight 500 encap_style default
        allowfixnode 1 sync_server {} use_ipassign 0
    }
    $self instvar id_counter program_counter events routing subnet_hint extra_experiment
    real_set id_counter 0
    real_set program_counter 0
    real_set events {}
    real_set routing none
    real_set subnet_hint 0
    $self set odd_subnets {}
    real_set extra_experiment {}
    real_set ::GLOBALS::sim $self
}

# A simulator is found by the global, whatever its variable is called.
Simulator instproc rename {old new} {
    $self next $old $new
    if {$::GLOBALS::sim eq $old} { real_set ::GLOBALS::sim $new }
}

Simulator instproc next_id {} {
    $self instvar id_counter
    return [incr id_counter]
}

Simulator instproc made {object} {
    real_set ::GLOBALS::last_class $object
    return $object
}

Simulator instproc node {args} {
    if {[llength $args] > 0} { ::overtap::unsupported "$self node $args" }
    return [$self make_node Node tbnode-n[$self next_id]]
}

Simulator instproc bridge {args} {
    return [$self make_node Bridge tbbridge-b[$self next_id]]
}

Simulator instproc make_node {kind name} {
    $self instvar node_list console_list
    $kind create $name $self
    real_set node_list($name) {}
    real_set console_list($name-console) $name
    return [$self made $name]
}

# A store of blocks on a link stands for its node.
proc ::overtap::on_links {members} {
    real_set nodes {}
    foreach member $members { lappend nodes [expr {[is Blockstore $member] ? [uplevel "#0" [list $member get_node]] : $member}] }
    return $nodes
}

Simulator instproc duplex-link {n1 n2 bw delay type args} {
    if {[llength $args] > 0} { ::overtap::unsupported "duplex-link: extra arguments $args" }
    foreach {n1 n2} [::overtap::on_links [list $n1 $n2]] break
    foreach node [list $n1 $n2] {
        if {![::overtap::is Node $node]} {
            ::overtap::perror "\[duplex-link] $node is not a node."
            return
        }
    }
    $self instvar lanlink_list link_map
    real_set kbps [::overtap::bandwidth $bw]
    real_set ms [::overtap::delay $delay]
    real_set name tblink-l[$self next_id]
    Link create $name $self [list $n1 $n2] $kbps $ms $type
    real_set lanlink_list($name) {}
    real_set link_map($n1:$n2) $name
    real_set link_map($n2:$n1) $name
    return [$self made $name]
}

Simulator instproc make-lan {nodes bw delay args} {
    if {[llength $args] > 0} { ::overtap::unsupported "make-lan: extra arguments $args" }
    if {[llength $nodes] == 0} {
        ::overtap::perror "\[make-lan] a LAN needs members."
        return
    }
    real_set nodes [::overtap::on_links $nodes]
    foreach node $nodes {
        if {![::overtap::is Node $node]} {
            ::overtap::perror "\[make-lan] $node is not a node."
            return
        }
    }
    real_set kbps [::overtap::bandwidth $bw]
    real_set ms [::overtap::delay $delay]
    if {$ms % 2 == 1} { ::overtap::warning "Delay of LAN ($delay) is odd." }
    $self instvar lanlink_list
    real_set name tblan-lan[$self next_id]
    Lan create $name $self $nodes $kbps $ms
    real_set lanlink_list($name) {}
    return [$self made $name]
}

Simulator instproc make-cloud {nodes bw delay args} {
    real_set lan [eval [list $self make-lan $nodes $bw $delay] $args]
    if {$lan ne ""} { $lan make_cloud }
    return $lan
}

Simulator instproc path {args} { return [eval [list $self make-path] $args] }
Simulator instproc make-path {links args} {
    $self instvar path_list
    real_set name tbpath-path[$self next_id]
    Path create $name $self $links
    real_set path_list($name) {}
    return [$self made $name]
}

# The direction a->b of the link between two nodes, or nothing.
Simulator instproc link {from to} {
    $self instvar link_map
    if {![info exists link_map($from:$to)]} { return }
    return [$self direction $link_map($from:$to) $from]
}

# A node's own direction on a LAN or link, or nothing.
Simulator instproc lanlink {lanlink node} {
    if {![::overtap::is LanLink $lanlink] || [$lanlink member_of $node] < 0} { return }
    return [$self direction $lanlink $node]
}

Simulator instproc direction {lanlink node} {
    real_set name "${lanlink}:${node}-direction"
    if {[info commands $name] eq ""} { Direction create $name $lanlink [$lanlink member_of $node] }
    return $name
}

# The link between two nodes as a name, "" when there is none.
Simulator instproc find_link {from to} {
    $self instvar link_map
    if {![info exists link_map($from:$to)]} { return "" }
    return $link_map($from:$to)
}

Simulator instproc cost {from to cost} {
    real_set link [$self find_link $from $to]
    if {$link eq ""} {
        ::overtap::perror "\[cost] no link between $from and $to."
        return
    }
    $link set_cost $from $cost
}

Simulator instproc rtproto {type args} {
    if {[llength $args] > 0} { ::overtap::unsupported "rtproto: arguments ignored: $args" }
    real_set known {Session ospf ospf ospf Manual manual Static static Static-ddijk static-ddijk Static-old static-old}
    if {![dict exists $known $type]} {
        ::overtap::unsupported "rtproto: unsupported routing protocol ignored: $type"
        return
    }
    $self instvar routing
    real_set routing [dict get $known $type]
}

Simulator instproc attach-agent {node agent} {
    if {![::overtap::is Node $node]} { ::overtap::perror "\[attach-agent] $node is not a node."; return }
    if {![::overtap::is Agent $agent]} { ::overtap::perror "\[attach-agent] $agent is not an agent."; return }
    $node attach_agent $agent
}

Simulator instproc connect {source sink} {
    foreach agent [list $source $sink] {
        if {![::overtap::is Agent $agent]} { ::overtap::perror "\[connect] $agent is not an agent."; return }
    }
    $source connect_to $sink
    $sink connect_to $source
}

# Later names for what is in the tables. Called by the objects themselves.
Simulator instproc rename_in {array old new} {
    $self instvar $array
    unset ${array}($old)
    real_set ${array}($new) {}
}

Simulator instproc rename_link {old new nodes} {
    $self instvar link_map
    foreach key [list [join $nodes :] [join [lreverse $nodes] :]] {
        if {[info exists link_map($key)] && $link_map($key) eq $old} { real_set link_map($key) $new }
    }
}

Simulator instproc rename_node {old new} {
    $self rename_in node_list $old $new
    $self instvar console_list
    unset console_list($old-console)
    real_set console_list($new-console) $new
    if {[llength [$new set portlist]] > 0} { $self rename_link_ends $old $new }
}

Simulator instproc rename_link_ends {old new} {
    $self instvar link_map
    foreach key [concat [array names link_map $old:*] [array names link_map *:$old]] {
        if {![info exists link_map($key)]} continue
        real_set ends {}
        foreach end [split $key :] { lappend ends [expr {$end eq $old ? $new : $end}] }
        real_set link_map([join $ends :]) $link_map($key)
        unset link_map($key)
    }
}

# The next subnet that overlaps with none registered, as an integer: all with a first octet of the testbed's, the third
# and the fourth octet in steps of the mask's, from one step on, below 255.
Simulator instproc next_subnet {mask} {
    $self instvar subnet_hint
    real_set thirds [::overtap::steps [expr {$mask >> 8 & 255}]]
    real_set fourths [::overtap::steps [expr {$mask & 255}]]
    real_set base [::overtap::address [::overtap::setting ip_base].0.0.0]
    real_set usual [expr {$mask == 0xffffff00}]
    for {real_set second 1} {$second < 254} {incr second} {
        if {$usual && $base + ($second + 1) * 65536 <= $subnet_hint} continue
        foreach third $thirds {
            foreach fourth $fourths {
                real_set net [expr {$base + $second * 65536 + $third * 256 + $fourth}]
                if {$usual && $net < $subnet_hint || [$self subnet_used $net $mask]} continue
                if {$usual} { real_set subnet_hint $net }
                return $net
            }
        }
    }
    ::overtap::perror "Ran out of subnets."
    return $base
}
proc ::overtap::steps {octet} {
    if {$octet == 0} { return 0 }
    real_set steps {}
    for {real_set at [expr {256 - $octet}]} {$at < 255} {incr at [expr {256 - $octet}]} { lappend steps $at }
    return $steps
}

# Most are of the usual size: those are only looked up.
Simulator instproc subnet_used {net mask} {
    $self instvar used_subnets odd_subnets
    if {[info exists used_subnets($net)]} { return 1 }
    foreach used [expr {$mask == 0xffffff00 ? $odd_subnets : [array names used_subnets]}] {
        if {($net & $used_subnets($used)) == $used || ($used & $mask) == $net} { return 1 }
    }
    return 0
}

Simulator instproc use_subnet {net mask} {
    $self instvar used_subnets odd_subnets
    real_set used_subnets($net) $mask
    if {$mask != 0xffffff00 || ($net & 255) != 0} { lappend odd_subnets $net }
}

Simulator instproc experiment_setting {name value} {
    $self instvar experiment extra_experiment
    if {![info exists experiment($name)]} { lappend extra_experiment $name }
    real_set experiment($name) $value
    real_set ::GLOBALS::$name $value
}

Simulator instproc run {} {
    if {$::GLOBALS::ran} {
        ::overtap::perror "Simulator run: already run."
        return
    }
    real_set ::GLOBALS::ran 1
    if {![info exists ::overtap::compat]} {
        error "can't read \"oml_use_control\": no such variable (source tb_compat.tcl is missing)"
    }
    $self instvar lanlink_list experiment
    $self guard
    $self check_names
    foreach lanlink [array names lanlink_list] {
        if {!$experiment(use_ipassign) && ![$lanlink set widearea]} { $lanlink fill_ips }
    }
    if {$::GLOBALS::errors == 0} { $self write_rows }
}
