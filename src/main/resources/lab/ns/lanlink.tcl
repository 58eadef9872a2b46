# Links and LANs. Members are numbered from 0; what a member has is in arrays under {node port}, its entry in nodelist.
# bandwidth, delay and loss lead from the node into the network, rbandwidth, rdelay and rloss back.

Class LanLink -superclass OvertapNamed

LanLink instproc init {sim nodes kbps ms} {
    $self next
    $self instvar simulator
    real_set simulator $sim
    foreach {name value} {
        nodelist {} netmask 255.255.255.0 widearea 0 mustdelay 0 emulated 0 uselinkdelay 0 nobwshaping 0
        encap default trivial_ok 1 protocol ethernet failureaction fatal
        ofenabled 0 ofcontroller {} layer {} path {} carrier {} settings {} member_settings {}
    } { $self set $name $value }
    foreach node $nodes { $self add_member $node $kbps $ms }
}

# Joins a node with the given one-way values; answers the member's number.
LanLink instproc add_member {node kbps ms} {
    $self instvar nodelist widearea
    foreach array {
        bandwidth rbandwidth delay rdelay loss rloss cost backfill rbackfill queues bridge fixed_iface
    } { $self instvar $array }
    real_set port [$node add_lanlink $self]
    real_set i [llength $nodelist]
    real_set member [list $node $port]
    lappend nodelist $member
    foreach {array value} [list bandwidth $kbps rbandwidth $kbps delay [expr {$ms / 2.0}] rdelay [expr {$ms / 2.0}] \
        loss 0 rloss 0 cost 1 backfill 0 rbackfill 0 bridge {} fixed_iface 0] {
        real_set ${array}($member) $value
    }
    real_set queues($member) "${self}:$node:$port-queue"
    Queue create $queues($member) $self $i
    if {[$node set remote]} { real_set widearea 1 }
    if {[::overtap::is Bridge $node]} {
        real_set bridge($member) $node
        $node addbridgelink $self $port
    }
    return $i
}

# The number of a node among the members, -1 when it is none.
LanLink instproc member_of {node} {
    $self instvar nodelist
    for {real_set i 0} {$i < [llength $nodelist]} {incr i} {
        if {[lindex $nodelist $i 0] eq $node} { return $i }
    }
    return -1
}

LanLink instproc rename {old new} {
    $self next $old $new
    $self instvar simulator nodelist
    $self every_queue set lanlink $new
    $simulator rename_in lanlink_list $old $new
    foreach member $nodelist { [lindex $member 0] rename_lanlink $old $new }
}

LanLink instproc rename_node {old new} {
    $self instvar nodelist bridge
    for {real_set i 0} {$i < [llength $nodelist]} {incr i} {
        if {[lindex $nodelist $i 0] ne $old} continue
        real_set member [list $new [lindex $nodelist $i 1]]
        $self rename_member [lindex $nodelist $i] $member
        lset nodelist $i $member
        if {$bridge($member) ne ""} { real_set bridge($member) $new }
    }
}

LanLink instproc rename_member {old new} {
    foreach array [$self info vars] {
        $self instvar $array
        if {![info exists ${array}($old)]} continue
        real_set ${array}($new) [real_set ${array}($old)]
        unset ${array}($old)
    }
}

# Sets arrays of every member, or of one: each ARRAY VALUE ...
LanLink instproc put {members args} {
    $self instvar nodelist
    if {$members eq "all"} {
        real_set members {}
        for {real_set i 0} {$i < [llength $nodelist]} {incr i} { lappend members $i }
    }
    foreach {array value} $args {
        $self instvar $array
        foreach i $members { real_set ${array}([lindex $nodelist $i]) $value }
    }
}

LanLink instproc set_loss {p} {
    real_set half [::overtap::half_loss $p]
    $self put all loss $half rloss $half
}

# The queue of a node's own direction.
LanLink instproc Queue {node} { return [$self set queues([lindex [$self set nodelist] [$self member_of $node]])] }

LanLink instproc set_cost {node cost} { $self put [$self member_of $node] cost $cost }
LanLink instproc cost {cost} { $self put all cost $cost }

LanLink instproc mustdelay {} {
    $self instvar mustdelay
    real_set mustdelay 1
}

# Captures are told to every queue, or to one.
LanLink instproc trace {{type header} {expression {}}} { $self every_queue trace $type $expression }
LanLink instproc trace_snaplen {length} { $self every_queue set trace_snaplen $length }
LanLink instproc trace_endnode {on} { $self every_queue set trace_endnode $on }
LanLink instproc trace_mysql {on} {
    $self every_queue set trace_mysql $on
    if {$on} { $::GLOBALS::sim experiment_setting dpdb 1 }
}
LanLink instproc every_queue {args} {
    $self instvar queues
    foreach member [array names queues] { eval [linsert $args 0 $queues($member)] }
}
LanLink instproc SetTraceParams {node {type header} {snaplen 0} {expression {}}} {
    if {[$self member_of $node] < 0} {
        ::overtap::perror "SetTraceParams: $node is not a member of $self"
        return
    }
    [$self Queue $node] trace $type $expression
    if {$snaplen > 0} { [$self Queue $node] set trace_snaplen $snaplen }
}

LanLink instproc get_port {node} {
    real_set member [$self member_of $node]
    if {$member < 0} { return {} }
    return [lindex [$self set nodelist] $member 1]
}
LanLink instproc get_netmask {} { return [$self set netmask] }
LanLink instproc get_subnet {} {
    foreach {node port} [lindex [$self set nodelist] 0] break
    return [$node ip $port]
}
LanLink instproc set_accesspoint {node} {
    if {[$self member_of $node] < 0} {
        ::overtap::perror "set_accesspoint: No such node $node in lan $self."
        return
    }
    $self set accesspoint $node
}
LanLink instproc set_fixed_iface {node iface} {
    real_set member [$self member_of $node]
    if {$member < 0} {
        ::overtap::perror "\[set_fixed_iface] $node is not the specified link/lan!"
        return
    }
    $self put $member fixed_iface $iface
}

LanLink instproc enable_openflow {controller} {
    $self set ofenabled 1
    $self set ofcontroller $controller
}

# Shaping at a bridge, from this side to the other, as given: nothing is halved. What the link could carry before is
# kept as an estimate.
LanLink instproc SetDelayParams {node delay bw loss} {
    real_set member [$self member_of $node]
    if {$member < 0} {
        ::overtap::perror "\[$self SetDelayParams] $node is not a member."
        return
    }
    real_set kbps [::overtap::bandwidth $bw]
    real_set ms [::overtap::delay $delay]
    real_set p [::overtap::loss $loss]
    $self instvar nodelist bandwidth rbandwidth ebandwidth rebandwidth
    foreach other $nodelist {
        real_set ebandwidth($other) $bandwidth($other)
        real_set rebandwidth($other) $rbandwidth($other)
    }
    $self put $member delay $ms bandwidth $kbps rbandwidth $kbps loss $p
}

# What is set for the whole, or for one member; the last value counts.
LanLink instproc set_setting {name value} {
    $self instvar settings
    dict set settings $name $value
}
LanLink instproc set_member_setting {node name value} {
    $self instvar member_settings
    if {[$self member_of $node] < 0} {
        ::overtap::perror "set_member_setting: No such node $node in lan $self."
        return
    }
    dict set member_settings [$self member_of $node] $name $value
}

Class Link -superclass LanLink

Link instproc init {sim nodes kbps ms type} {
    $self next $sim $nodes $kbps $ms
    $self instvar queues mustdelay nodelist
    switch -- $type {
        DropTail {}
        RED - GRED {
            real_set mustdelay 1
            foreach member $nodelist {
                $queues($member) set red_ 1
                if {$type eq "GRED"} { $queues($member) set gentle_ 1 }
            }
        }
        default { ::overtap::unsupported "Link type $type, using DropTail!" }
    }
}

Link instproc rename {old new} {
    $self next $old $new
    $self instvar simulator nodelist
    $simulator rename_link $old $new [list [lindex $nodelist 0 0] [lindex $nodelist 1 0]]
}

# A path of links below, or one link of a lower layer.
Link instproc implemented_by {below} {
    if {[::overtap::is Path $below]} {
        $self set path $below
    } elseif {[::overtap::is Link $below]} {
        $self carried_by $below
    } else {
        ::overtap::perror "\[$self implemented_by] must be a link or a path!"
    }
}
Link instproc carried_by {below} {
    $self instvar layer
    real_set lower [$below set layer]
    real_set problem ""
    if {$layer eq ""} {
        real_set problem "no layer set!"
    } elseif {$lower eq ""} {
        real_set problem "no layer set in $below!"
    } elseif {$lower == $layer && $layer != 2} {
        real_set problem "$below is at the same layer!"
    } elseif {$lower > $layer} {
        real_set problem "$below is not at a lower layer!"
    }
    if {$problem ne ""} { ::overtap::perror "\[$self implemented_by] $problem"; return }
    $self set carrier $below
}

Class Lan -superclass LanLink

Lan instproc init {sim nodes kbps ms} {
    $self next $sim $nodes $kbps $ms
    $self set accesspoint {}
    $self set cloud 0
}

Lan instproc make_cloud {} {
    $self instvar cloud mustdelay
    real_set cloud 1
    real_set mustdelay 1
}

# A cloud is emptied and made anew when the experiment starts.
Lan instproc write_rows {} {
    $self next
    $self instvar cloud
    if {!$cloud} return
    foreach type {CLEAR CREATE} {
        ::overtap::row eventlist time 0 vnode {} vname $self objecttype 1 \
            eventtype [::overtap::event_number $type] arguments {} atstring {} triggertype 0
    }
}

Lan instproc implemented_by {path} {
    ::overtap::perror "\[$self implemented_by] $self is not a link."
}

# The queue of one direction of a member: what `$ns link` and `$ns lanlink` answer.
Class Direction
Direction instproc init {lanlink member} {
    $self set lanlink $lanlink
    $self set queue [$lanlink set queues([lindex [$lanlink set nodelist] $member])]
}
Direction instproc queue {} { return [$self set queue] }
Direction instproc unknown {method args} { ::overtap::unsupported "$self $method $args" }

Class Queue -superclass OvertapNamed
Queue instproc init {lanlink member} {
    $self next
    $self set lanlink $lanlink
    $self set member $member
    foreach {name value} {
        traced 0 trace_type header trace_expr {} trace_snaplen 0 trace_endnode 0 trace_mysql 0
        limit_ 50 maxthresh_ 15 thresh_ 5 q_weight_ 0.002 linterm_ 10 queue-in-bytes_ 0 bytes_ 0
        mean_pktsize_ 500 wait_ 1 setbit_ 0 drop-tail_ 1 red_ 0 gentle_ 0
    } { $self set $name $value }
}
Queue instproc get_link {} { return [$self set lanlink] }
Queue instproc get_node {} {
    return [lindex [[$self set lanlink] set nodelist] [$self set member] 0]
}
Queue instproc agent_name {} { return [$self get_link]-[$self get_node] }

Queue instproc trace {{type header} {expression {}}} {
    if {[lsearch -exact {header packet monitor} $type] < 0} {
        ::overtap::perror "\[trace] $type: invalid trace type, must be header, packet or monitor."
        return
    }
    foreach {name value} [list traced 1 trace_type $type trace_expr $expression] { $self set $name $value }
}

# The columns of a capture, none where there is none.
Queue instproc trace_columns {} {
    if {![$self set traced]} { return {} }
    real_set columns {}
    foreach {column name} {
        traced traced trace_type trace_type trace_expr trace_expr trace_snaplen trace_snaplen
        trace_endnode trace_endnode trace_db trace_mysql
    } { lappend columns $column [$self set $name] }
    return $columns
}

# The q_* columns of a member.
Queue instproc columns {} {
    real_set columns {}
    foreach {column name} {
        q_limit limit_ q_maxthresh maxthresh_ q_minthresh thresh_ q_weight q_weight_ q_linterm linterm_
        q_qinbytes queue-in-bytes_ q_bytes bytes_ q_meanpsize mean_pktsize_ q_wait wait_ q_setbit setbit_
        q_droptail drop-tail_ q_red red_ q_gentle gentle_
    } {
        real_set value [$self set $name]
        lappend columns $column [string map {true 1 false 0} $value]
    }
    return $columns
}

# Layer-1 links that carry a link together.
Class Path -superclass OvertapNamed
Path instproc init {sim names} {
    $self next
    $self set simulator $sim
    $self set links $names
}
Path instproc rename {old new} {
    $self next $old $new
    $self instvar simulator
    $simulator rename_in path_list $old $new
}
Path instproc write_rows {} {
    $self instvar links
    real_set index -1
    foreach link $links {
        ::overtap::row virt_paths pathname $self segmentname $link segmentindex [incr index] layer [$link set layer]
    }
}
