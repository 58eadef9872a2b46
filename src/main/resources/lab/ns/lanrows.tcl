# Addresses of links and LANs, and their rows.

# Gives every member an address, as `run` does: the subnet of a member that has one, else the next free subnet.
# Bridges join: everything behind them is the same subnet. Doing it again changes nothing.
LanLink instproc fill_ips {} {
    $self instvar simulator widearea netmask
    if {$widearea} { error "fill_ips: $self is a wide-area link" }
    real_set mask [::overtap::address $netmask]
    real_set members {}
    foreach lanlink [$self joined] { eval [linsert [$lanlink set nodelist] 0 lappend members] }
    array set used {}
    real_set subnet ""
    foreach member $members {
        real_set ip [[lindex $member 0] ip [lindex $member 1]]
        if {$ip eq ""} continue
        real_set used($ip) 1
        if {$subnet eq ""} { real_set subnet [expr {[::overtap::address $ip] & $mask}] }
    }
    if {$subnet eq ""} { real_set subnet [$simulator next_subnet $mask] }
    $simulator use_subnet $subnet $mask
    real_set host 1
    real_set last [expr {(~$mask & 0xffffffff) - 1}]
    foreach member $members {
        if {[[lindex $member 0] ip [lindex $member 1]] ne ""} continue
        while {[incr host] <= $last && [info exists used([::overtap::dotted [expr {$subnet + $host}]])]} {}
        if {$host > $last} {
            ::overtap::perror "Ran out of addresses in the subnet of $self."
            return
        }
        [lindex $member 0] ip [lindex $member 1] [::overtap::dotted [expr {$subnet + $host}]]
    }
}

# This and every link or LAN reached over bridges, nearest first.
LanLink instproc joined {} {
    real_set found [list $self]
    for {real_set i 0} {$i < [llength $found]} {incr i} {
        foreach member [[lindex $found $i] set nodelist] {
            real_set node [lindex $member 0]
            if {![::overtap::is Bridge $node]} continue
            foreach lanlink [$node set portlist] {
                if {[lsearch -exact $found $lanlink] < 0} { lappend found $lanlink }
            }
        }
    }
    return $found
}

LanLink instproc write_rows {} {
    $self instvar nodelist failureaction settings
    ::overtap::row virt_lan_lans vname $self failureaction $failureaction
    for {real_set i 0} {$i < [llength $nodelist]} {incr i} { $self write_member $i }
    foreach setting $settings { eval [concat [list ::overtap::row [lindex $setting 0] vname $self] [lrange $setting 1 end]] }
}

LanLink instproc write_member {i} {
    $self instvar nodelist netmask widearea emulated uselinkdelay nobwshaping encap trivial_ok protocol
    $self instvar bandwidth rbandwidth delay rdelay loss rloss cost backfill rbackfill queues
    $self instvar mustdelay ofenabled ofcontroller
    real_set at [lindex $nodelist $i]
    foreach {node port} $at {}
    real_set ip [$node ip $port]
    eval [concat [list ::overtap::row virt_lans vname $self member $node:$port mask $netmask \
        delay $delay($at) rdelay $rdelay($at) bandwidth $bandwidth($at) rbandwidth $rbandwidth($at) \
        backfill $backfill($at) rbackfill $rbackfill($at) lossrate $loss($at) rlossrate $rloss($at) cost $cost($at) \
        widearea $widearea emulated $emulated uselinkdelay $uselinkdelay nobwshaping $nobwshaping \
        encap_style $encap] [$queues($at) columns] [list trivial_ok $trivial_ok protocol $protocol] \
        [$self lan_columns $i] [list vnode $node vport $port ip [expr {$ip eq {} ? {0.0.0.0} : $ip}] \
        mustdelay $mustdelay] [$self trace_columns] [$self special_columns $i] \
        [list ofenabled $ofenabled ofcontroller $ofcontroller vindex $i]]
}

LanLink instproc lan_columns {i} { return {} }
Lan instproc lan_columns {i} {
    $self instvar accesspoint nodelist
    return [list is_accesspoint [expr {$accesspoint ne {} && [lindex $nodelist $i 0] eq $accesspoint}]]
}

LanLink instproc trace_columns {} {
    $self instvar trace snaplen trace_endnode
    if {$trace eq ""} { return {} }
    return [list traced 1 trace_type [lindex $trace 0] trace_expr [lindex $trace 1] trace_snaplen $snaplen \
        trace_endnode $trace_endnode trace_db 0]
}

# Columns that are only there when something asked for them.
LanLink instproc special_columns {i} {
    $self instvar nodelist ebandwidth rebandwidth bridge layer path
    real_set at [lindex $nodelist $i]
    real_set columns {}
    if {[info exists ebandwidth($at)]} { lappend columns est_bandwidth $ebandwidth($at) rest_bandwidth $rebandwidth($at) }
    if {$layer ne ""} { lappend columns layer $layer }
    if {$path ne ""} { lappend columns implemented_by_path $path }
    if {$bridge($at) ne ""} { lappend columns bridge_vname $bridge($at) }
    return $columns
}
