# The tb- commands on links and LANs, and on addresses.

proc tb-set-link-loss {link args} {
    if {[llength $args] == 2} {
        real_set from $link
        real_set link [$::GLOBALS::sim find_link $from [lindex $args 0]]
        if {$link eq "" || ![::overtap::is Link $link]} {
            ::overtap::perror "\[tb-set-link-loss] No link between $from and [lindex $args 0]."
            return
        }
        real_set args [lrange $args 1 end]
    }
    if {[llength $args] != 1} { error "wrong # args: should be \"tb-set-link-loss link loss\"" }
    if {[::overtap::expect LanLink $link]} { $link set_loss [::overtap::loss [lindex $args 0]] }
}
proc tb-set-lan-loss {lan loss} {
    if {[::overtap::expect Lan $lan]} { $lan set_loss [::overtap::loss $loss] }
}

# One direction of a link, from the given end; the values are halved like a link's own.
proc tb-set-link-simplex-params {link source delay bw loss} {
    if {![::overtap::expect Link $link]} return
    real_set from [::overtap::member $link $source]
    if {$from < 0} return
    real_set half [expr {[::overtap::delay $delay] / 2.0}]
    real_set kbps [::overtap::bandwidth $bw]
    real_set half_loss [::overtap::half_loss [::overtap::loss $loss]]
    $link put $from delay $half bandwidth $kbps loss $half_loss
    $link put [expr {1 - $from}] rdelay $half rbandwidth $kbps rloss $half_loss
}

# Both directions of a member, as given.
proc tb-set-lan-simplex-params {lan node todelay tobw toloss fromdelay frombw fromloss} {
    if {![::overtap::expect Lan $lan]} return
    real_set member [::overtap::member $lan $node]
    if {$member < 0} return
    $lan put $member delay [::overtap::delay $todelay] bandwidth [::overtap::bandwidth $tobw] \
        loss [::overtap::loss $toloss] rdelay [::overtap::delay $fromdelay] \
        rbandwidth [::overtap::bandwidth $frombw] rloss [::overtap::loss $fromloss]
}
proc tb-set-node-lan-params {node lan delay bw loss} {
    tb-set-node-lan-delay $node $lan $delay
    tb-set-node-lan-bandwidth $node $lan $bw
    tb-set-node-lan-loss $node $lan $loss
}
proc tb-set-node-lan-delay {node lan delay} {
    real_set ms [::overtap::delay $delay]
    ::overtap::both_ways $node $lan delay rdelay $ms
}
proc tb-set-node-lan-bandwidth {node lan bw} {
    real_set kbps [::overtap::bandwidth $bw]
    ::overtap::both_ways $node $lan bandwidth rbandwidth $kbps
}
proc tb-set-node-lan-loss {node lan loss} {
    real_set loss [::overtap::loss $loss]
    ::overtap::both_ways $node $lan loss rloss $loss
}
proc ::overtap::both_ways {node lan there back value} {
    real_set who [lindex [info level -1] 0]
    if {![is Node $node]} { perror "\[$who] $node is not a node."; return }
    if {![is Lan $lan]} { perror "\[$who] $lan is not a LAN."; return }
    real_set member [::$lan member_of $node]
    if {$member < 0} { perror "\[$who] $node is not a member of $lan."; return }
    ::$lan put $member $there $value $back $value
}

# --- addresses

proc ::overtap::set_address {node port ip} {
    if {[address $ip] eq ""} {
        perror "\[[lindex [info level -1] 0]] $ip is not a valid IP address."
        return
    }
    ::$node ip $port $ip
}
proc tb-set-ip {node ip} {
    if {![::overtap::expect Node $node]} return
    if {[llength [$node set portlist]] != 1} {
        ::overtap::perror "\[tb-set-ip] $node does not have a single connection."
        return
    }
    ::overtap::set_address $node 0 $ip
}
proc tb-set-ip-interface {source destination ip} {
    real_set link [$::GLOBALS::sim find_link $source $destination]
    if {$link eq "" || ![::overtap::is Link $link]} {
        ::overtap::perror "\[tb-set-ip-interface] No link between $source and $destination."
        return
    }
    ::overtap::set_address $source [$source port_on $link] $ip
}
proc tb-set-ip-link {node link ip} {
    if {![::overtap::expect Node $node] || ![::overtap::expect Link $link]} return
    if {[::overtap::member $link $node] >= 0} { ::overtap::set_address $node [$node port_on $link] $ip }
}
proc tb-set-ip-lan {node lan ip} {
    if {![::overtap::expect Node $node] || ![::overtap::expect Lan $lan]} return
    if {[::overtap::member $lan $node] >= 0} { ::overtap::set_address $node [$node port_on $lan] $ip }
}
proc tb-set-netmask {lanlink mask} {
    if {![::overtap::expect LanLink $lanlink]} return
    if {![::overtap::is_netmask $mask]} {
        ::overtap::perror "\[tb-set-netmask] $mask is not a valid netmask."
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
    if {[::overtap::expect LanLink $lanlink]} { $lanlink set emulated [::overtap::on_off $on] }
}
proc tb-set-link-encap {lanlink style} {
    if {[::overtap::expect LanLink $lanlink] && [::overtap::encapsulation $style]} { $lanlink set encap $style }
}
proc tb-set-allowcolocate {lanlink on} {
    if {[::overtap::expect LanLink $lanlink]} { $lanlink set trivial_ok [::overtap::on_off $on] }
}
proc tb-set-link-failure-action {lanlink action} {
    if {[::overtap::expect LanLink $lanlink] && [::overtap::failure_action $action]} {
        $lanlink set failureaction $action
    }
}
proc tb-set-lan-failure-action {lanlink action} {
    if {[::overtap::expect Lan $lanlink] && [::overtap::failure_action $action]} { $lanlink set failureaction $action }
}
proc tb-set-link-est-bandwidth {lanlink bw} {
    if {[::overtap::expect LanLink $lanlink]} { ::overtap::estimate $lanlink $bw }
}
proc tb-set-lan-est-bandwidth {lan bw} {
    if {[::overtap::expect Lan $lan]} { ::overtap::estimate $lan $bw }
}
proc ::overtap::estimate {lanlink bw} {
    real_set kbps [bandwidth $bw]
    ::$lanlink put all ebandwidth $kbps rebandwidth $kbps
}
proc tb-set-link-backfill {link bw} {
    if {![::overtap::expect Link $link]} return
    real_set kbps [::overtap::bandwidth $bw]
    $link put all backfill $kbps rbackfill $kbps
}
proc tb-set-lan-backfill {lan bw} {
    if {![::overtap::expect Lan $lan]} return
    real_set kbps [::overtap::bandwidth $bw]
    $lan put all backfill $kbps rbackfill $kbps
}
proc tb-set-link-layer {link layer} {
    if {![::overtap::expect Link $link]} return
    if {$layer ne "1" && $layer ne "2"} {
        ::overtap::perror "\[tb-set-link-layer] must be 1 or 2, not $layer."
        return
    }
    $link set layer $layer
}
proc tb-set-link-protocol {link protocol} {
    if {[::overtap::expect Link $link]} { $link set protocol $protocol }
}
proc tb-set-lan-protocol {lan protocol} {
    if {[::overtap::expect Lan $lan]} { $lan set protocol $protocol }
}
proc tb-set-lan-accesspoint {lan node} {
    if {[::overtap::expect Lan $lan] && [::overtap::member $lan $node] >= 0} { $lan set accesspoint $node }
}
proc tb-set-lan-setting {lan name value} {
    if {![::overtap::expect Lan $lan]} return
    $lan add_setting [list virt_lan_settings capkey $name capval $value]
}
proc tb-set-node-lan-setting {node lan name value} {
    if {![::overtap::expect Lan $lan] || [::overtap::member $lan $node] < 0} return
    $lan add_setting [list virt_lan_member_settings member $node capkey $name capval $value]
}
