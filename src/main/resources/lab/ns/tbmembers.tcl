# The tb- commands on one member of a LAN. Values are as given: neither halved nor spread over two directions.

# The number of a node among a LAN's members, -1 after a complaint in the name of the command that asks.
proc ::overtap::lan_member {node lan} {
    real_set who [lindex [info level -1] 0]
    if {![is Node $node] || [is Bridge $node]} { perror "\[$who] $node is not a node."; return -1 }
    if {![is Lan $lan]} { perror "\[$who] $lan is not a lan."; return -1 }
    real_set member [::$lan member_of $node]
    if {$member < 0} { perror "\[$who] $node is not in $lan." }
    return $member
}

proc tb-set-node-lan-delay {node lan delay} {
    real_set member [::overtap::lan_member $node $lan]
    if {$member < 0} return
    real_set ms [::overtap::delay $delay]
    $lan put $member delay $ms rdelay $ms
}
proc tb-set-node-lan-bandwidth {node lan bw} {
    real_set member [::overtap::lan_member $node $lan]
    if {$member < 0} return
    real_set kbps [::overtap::bandwidth $bw]
    $lan put $member bandwidth $kbps rbandwidth $kbps
}
proc tb-set-node-lan-loss {node lan loss} {
    real_set member [::overtap::lan_member $node $lan]
    if {$member < 0} return
    real_set loss [::overtap::loss $loss]
    $lan put $member loss $loss rloss $loss
}
proc tb-set-node-lan-params {node lan delay bw loss} {
    tb-set-node-lan-delay $node $lan $delay
    tb-set-node-lan-bandwidth $node $lan $bw
    tb-set-node-lan-loss $node $lan $loss
}
proc tb-set-node-lan-est-bandwidth {node lan bw} {
    real_set member [::overtap::lan_member $node $lan]
    if {$member >= 0} { ::overtap::estimate $lan $member $bw }
}
proc tb-set-node-lan-backfill {node lan bw} {
    real_set member [::overtap::lan_member $node $lan]
    if {$member >= 0} { ::overtap::backfill $lan $member $bw }
}

# To the LAN and back, each in its own way.
proc tb-set-lan-simplex-params {lan node todelay tobw toloss fromdelay frombw fromloss} {
    real_set member [::overtap::lan_member $node $lan]
    if {$member < 0} return
    $lan put $member delay [::overtap::delay $todelay] bandwidth [::overtap::bandwidth $tobw] \
        loss [::overtap::loss $toloss] rdelay [::overtap::delay $fromdelay] \
        rbandwidth [::overtap::bandwidth $frombw] rloss [::overtap::loss $fromloss]
}
proc tb-set-lan-simplex-backfill {lan node tobw frombw} {
    real_set member [::overtap::lan_member $node $lan]
    if {$member < 0} return
    $lan put $member backfill [::overtap::bandwidth $tobw] rbackfill [::overtap::bandwidth $frombw]
}
