# The tb- commands on whole links and LANs, and on addresses.

# A link by itself, or by its two ends: the link, and what follows; nothing after a complaint.
proc ::overtap::link_and_value {first rest} {
    real_set who [lindex [info level -1] 0]
    if {[llength $rest] != 2} { return [list $first [lindex $rest 0]] }
    real_set link [$::GLOBALS::sim find_link $first [lindex $rest 0]]
    if {$link ne "" && [is Link $link]} { return [list $link [lindex $rest 1]] }
    perror "\[$who] No link between $first and [lindex $rest 0]."
    return
}

proc tb-set-link-loss {link args} {
    foreach {link loss} [::overtap::link_and_value $link $args] {
        if {[::overtap::expect LanLink $link]} { $link set_loss [::overtap::loss $loss] }
    }
}
proc tb-set-lan-loss {lan loss} {
    if {[::overtap::expect Lan $lan]} { $lan set_loss [::overtap::loss $loss] }
}

# One direction of a link, from the given end; the values are halved like a link's own.
proc tb-set-link-simplex-params {link source delay bw loss} {
    real_set from [::overtap::end_of $link $source]
    if {$from < 0} return
    real_set half [expr {[::overtap::delay $delay] / 2.0}]
    real_set kbps [::overtap::bandwidth $bw]
    real_set half_loss [::overtap::half_loss [::overtap::loss $loss]]
    $link put $from delay $half bandwidth $kbps loss $half_loss
    $link put [expr {1 - $from}] rdelay $half rbandwidth $kbps rloss $half_loss
}
proc tb-set-link-simplex-backfill {link source bw} {
    real_set from [::overtap::end_of $link $source]
    if {$from < 0} return
    real_set kbps [::overtap::bandwidth $bw]
    $link put $from backfill $kbps
    $link put [expr {1 - $from}] rbackfill $kbps
}
# The number of a node among a link's two ends, -1 after a complaint.
proc ::overtap::end_of {link node} {
    real_set who [lindex [info level -1] 0]
    if {![is Link $link]} { perror "\[$who] $link is not a link."; return -1 }
    if {![is Node $node] || [is Bridge $node]} { perror "\[$who] $node is not a node."; return -1 }
    real_set end [::$link member_of $node]
    if {$end < 0} { perror "\[$who] $node is not in $link." }
    return $end
}

proc tb-set-link-est-bandwidth {link args} {
    foreach {link bw} [::overtap::link_and_value $link $args] {
        if {[::overtap::expect LanLink $link]} { ::overtap::estimate $link all $bw }
    }
}
proc tb-set-lan-est-bandwidth {lan bw} {
    if {[::overtap::expect Lan $lan]} { ::overtap::estimate $lan all $bw }
}
proc ::overtap::estimate {lanlink members bw} {
    real_set kbps [bandwidth $bw]
    ::$lanlink put $members ebandwidth $kbps rebandwidth $kbps
}
proc tb-set-link-backfill {link args} {
    foreach {link bw} [::overtap::link_and_value $link $args] {
        if {[::overtap::expect Link $link]} { ::overtap::backfill $link all $bw }
    }
}
proc tb-set-lan-backfill {lan bw} {
    if {[::overtap::expect Lan $lan]} { ::overtap::backfill $lan all $bw }
}
proc ::overtap::backfill {lanlink members bw} {
    real_set kbps [bandwidth $bw]
    ::$lanlink put $members backfill $kbps rbackfill $kbps
}

# --- addresses

proc ::overtap::set_address {node lanlink ip} {
    real_set who [lindex [info level -1] 0]
    if {[address $ip] eq ""} { perror "$who - $ip is not a valid IP address."; return }
    if {![is Node $node] || [::$node port_on $lanlink] < 0} {
        perror "$who - $node is not connected to $lanlink."
        return
    }
    ::$node ip [::$node port_on $lanlink] $ip
}
proc tb-set-ip {node ip} {
    if {![::overtap::expect Machine $node]} return
    if {[llength [$node set portlist]] != 1} {
        ::overtap::perror "\[tb-set-ip] $node does not have a single connection."
        return
    }
    ::overtap::set_address $node [lindex [$node set portlist] 0] $ip
}
proc tb-set-ip-interface {source destination ip} {
    real_set link [$::GLOBALS::sim find_link $source $destination]
    if {$link eq ""} {
        ::overtap::perror "\[tb-set-ip-interface] No connection between $source and $destination."
        return
    }
    ::overtap::set_address $source $link $ip
}
proc tb-set-ip-link {node link ip} {
    if {[::overtap::expect Link $link]} { ::overtap::set_address $node $link $ip }
}
proc tb-set-ip-lan {node lan ip} {
    if {[::overtap::expect Lan $lan]} { ::overtap::set_address $node $lan $ip }
}

# Further addresses: given, or so many, ten at most, from the network's own.
proc tb-add-ip-alias-lan {node lan ip} { if {[::overtap::expect Lan $lan]} { ::overtap::add_alias $node $lan $ip } }
proc tb-add-ip-alias-link {node link ip} {
    if {[::overtap::expect Link $link]} { ::overtap::add_alias $node $link $ip }
}
proc ::overtap::add_alias {node lanlink ip} {
    if {[address $ip] eq ""} { perror "[lindex [info level -1] 0] - $ip is not a valid IP address."; return }
    ::$node add_ipalias $lanlink $ip
}
proc tb-request-ip-alias-lan {node lan count} {
    if {[::overtap::expect Lan $lan]} { ::overtap::want_aliases $node $lan $count }
}
proc tb-request-ip-alias-link {node link count} {
    if {[::overtap::expect Link $link]} { ::overtap::want_aliases $node $link $count }
}
proc ::overtap::want_aliases {node lanlink count} {
    if {![string is integer -strict $count] || $count < 0 || $count > 10} {
        perror "[lindex [info level -1] 0] - Number of IP aliases requested ($count) is too large (max: 10)."
        return
    }
    ::$node want_ipaliases $lanlink $count
}

# Of the first two octets every bit belongs to the network, and none follows one that doesn't.
proc tb-set-netmask {lanlink mask} {
    if {![::overtap::expect LanLink $lanlink]} return
    if {[::overtap::address $mask] ne "" && ([::overtap::address $mask] & 0xffff0000) != 0xffff0000} {
        ::overtap::perror "\[tb-set-netmask] - $mask is too big"
        return
    }
    if {![::overtap::is_netmask $mask]} {
        ::overtap::perror "\[tb-set-netmask] - $mask is not a valid IP mask"
        return
    }
    $lanlink set netmask $mask
}

# --- switches of a link or LAN

proc tb-set-endnodeshaping {lanlink on} {
    if {[::overtap::expect LanLink $lanlink]} { $lanlink set uselinkdelay [::overtap::on_off $on] }
}
proc tb-set-noshaping {lanlink on} {
    if {[::overtap::expect LanLink $lanlink]} { $lanlink set nobwshaping [::overtap::on_off $on] }
}
proc tb-set-multiplexed {lanlink on} {
    if {[::overtap::expect LanLink $lanlink]} { $lanlink set emulated [expr {$on != 0}] }
}
proc tb-set-useveth {lanlink on} {
    if {[::overtap::expect LanLink $lanlink]} { $lanlink set encap [expr {$on == 0 ? {default} : {veth}}] }
}
proc tb-set-link-encap {lanlink style} {
    if {![::overtap::expect LanLink $lanlink]} return
    if {[::overtap::encapsulation $style {gre egre vtun veth-ne vlan}]} { $lanlink set encap $style }
}
proc tb-set-allowcolocate {lanlink on} {
    if {[::overtap::expect LanLink $lanlink]} { $lanlink set trivial_ok [::overtap::on_off $on] }
}
proc tb-set-link-failure-action {lanlink action} {
    if {[::overtap::expect LanLink $lanlink] && [::overtap::one_of $action {fatal nonfatal}]} {
        $lanlink set failureaction $action
    }
}
proc tb-set-link-layer {link layer} { if {[::overtap::expect Link $link]} { $link set layer $layer } }
proc tb-set-link-protocol {link protocol} { if {[::overtap::expect Link $link]} { $link set protocol $protocol } }
proc tb-set-lan-protocol {lan protocol} { if {[::overtap::expect Lan $lan]} { $lan set protocol $protocol } }
proc tb-set-switch-fabric {lanlink fabric} {
    if {![::overtap::expect LanLink $lanlink]} return
    $lanlink set protocol $fabric
    $lanlink set_setting switch_fabric $fabric
}
proc tb-set-lan-accesspoint {lan node} {
    if {[::overtap::expect Lan $lan] && [::overtap::expect Node $node]} { $lan set_accesspoint $node }
}
proc tb-set-lan-setting {lan name value} { if {[::overtap::expect Lan $lan]} { $lan set_setting $name $value } }
proc tb-set-node-lan-setting {lan node name value} {
    if {[::overtap::expect Lan $lan] && [::overtap::expect Node $node]} { $lan set_member_setting $node $name $value }
}
