# The link becomes two halves with a bridge between, which shapes each direction as the link did. The link's object
# stays, outside the testbed's list, for routes and agents that know it.
proc ovt_bridge {sim name bridge first second pins} {
    real_set link [ovt_divisible $sim $name]
    ovt_bridgeable $link
    ovt_pinned $link $pins
    ovt_name [$sim bridge] $bridge
    real_set ends [$link set nodelist]
    real_set queues [list [ovt_queue_from $link 0] [ovt_queue_from $link 1]]
    ovt_half $sim $link $first $bridge 0 [lindex $queues 0]
    ovt_half $sim $link $second $bridge 1 [lindex $queues 1]
    $sim unset lanlink_list($link)
    $first fill_ips
}

# A link, or a LAN of two nodes, which the testbed makes a link of.
proc ovt_divisible {sim name} {
    real_set segment [ovt_segment $sim $name]
    if {![string equal [$segment info class] Link] && [llength [$segment set nodelist]] == 2} {
        ovt_plain_lan $segment
        ovt_between_two $segment
        return [ovt_extensible $segment]
    }
    return [ovt_replaceable $sim $name]
}

# A bridge cannot be told of events, and a shaper that is there already sees the traffic.
proc ovt_bridgeable {link} {
    if {[string equal [$link set mustdelay] 1]} {
        ovt_refuse "$link has events or a RED queue, so a shaper is on it, and a bridge would not follow them: use a shaper tap"
    }
    foreach end {0 1} {
        if {[string equal [ovt_trait [ovt_queue_from $link $end] traced] 1]} { ovt_refuse "$link is traced: use a shaper tap" }
    }
    if {[string length [ovt_trait $link trace]]} { ovt_refuse "$link is traced: use a shaper tap" }
    if {[string equal [$link set emulated] 1]} { ovt_refuse "$link is multiplexed: use another link" }
}

# The addresses the plan was made for.
proc ovt_pinned {link pins} {
    foreach {node address} $pins {
        foreach member [$link set nodelist] {
            if {![string equal [lindex $member 0] $node]} continue
            real_set found [$node ip [lindex $member 1]]
            if {![string equal $found $address]} {
                ovt_refuse "$node has $found on $link, not $address: the script changed, read the topology again"
            }
        }
    }
}

proc ovt_queue_from {link end} {
    return [$link Queue [ovt_ends $link $end]]
}

# The half at one end of the link. Its port at the bridge carries what leads from there to the other end.
proc ovt_half {sim link name bridge end queue} {
    real_set member [lindex [$link set nodelist] $end]
    real_set node [lindex $member 0]
    real_set order [list $node $bridge]
    if {$end == 1} { real_set order [list $bridge $node] }
    real_set half [$sim duplex-link [lindex $order 0] [lindex $order 1] [ovt_capacity $link] 0ms DropTail]
    ovt_name $half $name
    ovt_take_port $name $member
    ovt_copy_switches $link $name
    $name set cost($member) [$link set cost($member)]
    eval [concat [list $name SetDelayParams $bridge] [ovt_one_way $link $end]]
    foreach variable [$queue info vars] {
        if {[string match *_ $variable]} { [$name Queue $bridge] set $variable [$queue set $variable] }
    }
}

# Delay, bandwidth and loss from one end to the other, as words of a script.
proc ovt_one_way {link end} {
    real_set from [lindex [$link set nodelist] $end]
    real_set to [lindex [$link set nodelist] [expr {1 - $end}]]
    real_set delay [expr {[$link set delay($from)] + [$link set rdelay($to)]}]
    real_set kept [expr {(1.0 - [$link set loss($from)]) * (1.0 - [$link set rloss($to)])}]
    real_set loss [format %.12g [expr {1.0 - $kept}]]
    return [list ${delay}ms [ovt_rate [lindex [lsort -integer [ovt_rates $link $end]] 0]] $loss]
}

# The bandwidths on the way from one end to the other, in Kbps, without those that the testbed may choose.
proc ovt_rates {link end} {
    real_set from [lindex [$link set nodelist] $end]
    real_set to [lindex [$link set nodelist] [expr {1 - $end}]]
    real_set rates {}
    foreach rate [list [$link set bandwidth($from)] [$link set rbandwidth($to)]] {
        if {$rate != 0} { lappend rates $rate }
    }
    return $rates
}

proc ovt_rate {kbps} {
    if {![string length $kbps]} { return * }
    return ${kbps}kb
}

# What the halves must be able to carry: the user's estimate, or the wider direction.
proc ovt_capacity {link} {
    real_set member [lindex [$link set nodelist] 0]
    if {[string length [ovt_trait $link ebandwidth($member)]]} { return [ovt_rate [$link set ebandwidth($member)]] }
    return [ovt_rate [lindex [lsort -integer -decreasing [concat [ovt_rates $link 0] [ovt_rates $link 1]]] 0]]
}
