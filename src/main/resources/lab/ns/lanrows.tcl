# Addresses of links and LANs, and their rows.

# Gives every member an address, as `run` does: the subnet of a member that has one, the last if they differ, else the
# next free subnet. Bridges join: everything behind them is the same subnet. Doing it again changes nothing.
LanLink instproc fill_ips {} {
    $self instvar simulator widearea netmask
    if {$widearea} { error "fill_ips: $self is a wide-area link" }
    real_set mask [::overtap::address $netmask]
    real_set members {}
    foreach lanlink [$self joined] { eval [linsert [$lanlink set nodelist] 0 lappend members] }
    real_set given {}
    foreach member $members {
        foreach {node port} $member break
        real_set ip [$node ip $port]
        eval [concat lappend given [expr {$ip eq {} ? {} : [list $ip]}] [$node set aliases($port)]]
    }
    real_set subnet ""
    foreach ip $given {
        real_set subnet [expr {[::overtap::address $ip] & $mask}]
        $simulator use_subnet $subnet $mask
    }
    if {$subnet eq ""} {
        real_set subnet [$simulator next_subnet $mask]
        $simulator use_subnet $subnet $mask
    }
    ::overtap::number $self $members $given $subnet [expr {(~$mask & 0xffffffff) - 1}]
}

# Hands out addresses of a subnet, .2 and on, to those that have none and to those that want further ones.
proc ::overtap::number {lanlink members given subnet last} {
    foreach ip $given { real_set used($ip) 1 }
    real_set host 1
    foreach member $members {
        foreach {node port} $member break
        real_set wanted [expr {([::$node ip $port] eq {}) + [::$node set wanted($port)]}]
        for {real_set i 0} {$i < $wanted} {incr i} {
            while {[incr host] <= $last && [info exists used([dotted [expr {$subnet + $host}]])]} {}
            if {$host > $last} {
                perror "Ran out of addresses in the subnet of $lanlink."
                return
            }
            real_set ip [dotted [expr {$subnet + $host}]]
            if {[::$node ip $port] eq ""} {
                ::$node ip $port $ip
            } else {
                lappend more($member) $ip
            }
        }
        ::$node set wanted($port) 0
        if {[info exists more($member)]} {
            ::$node set aliases($port) [concat [::$node set aliases($port)] $more($member)]
        }
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
    $self instvar nodelist failureaction settings member_settings
    ::overtap::row virt_lan_lans vname $self failureaction $failureaction
    foreach name [lsort [dict keys $settings]] {
        ::overtap::row virt_lan_settings vname $self capkey $name capval [dict get $settings $name]
    }
    for {real_set i 0} {$i < [llength $nodelist]} {incr i} {
        $self write_member $i
        if {![dict exists $member_settings $i]} continue
        foreach {name value} [dict get $member_settings $i] {
            ::overtap::row virt_lan_member_settings vname $self member [join [lindex $nodelist $i] :] \
                capkey $name capval $value
        }
    }
}

# A host's part of an address must be neither all zeros nor all ones.
proc ::overtap::check_host {ip netmask} {
    real_set host [expr {~[address $netmask] & 0xffffffff}]
    real_set part [expr {[address $ip] & $host}]
    if {$part == 0 || $part == $host} {
        perror "\[check-ip-mask] IP address $ip with netmask $netmask has either all '0's (reserved) or all '1's\
            (broadcast) in the host portion of the address."
    }
}

LanLink instproc write_member {i} {
    $self instvar nodelist netmask widearea emulated uselinkdelay nobwshaping encap trivial_ok protocol
    $self instvar bandwidth rbandwidth delay rdelay loss rloss cost backfill rbackfill queues
    $self instvar mustdelay ofenabled ofcontroller
    real_set at [lindex $nodelist $i]
    foreach {node port} $at {}
    real_set ip [$node ip $port]
    if {!$::GLOBALS::use_ipassign && !$::GLOBALS::impotent && $ip ne ""} { ::overtap::check_host $ip $netmask }
    eval [concat [list ::overtap::row virt_lans vname $self member $node:$port mask $netmask \
        delay $delay($at) rdelay $rdelay($at) bandwidth $bandwidth($at) rbandwidth $rbandwidth($at) \
        backfill $backfill($at) rbackfill $rbackfill($at) lossrate $loss($at) rlossrate $rloss($at) cost $cost($at) \
        widearea $widearea emulated $emulated uselinkdelay $uselinkdelay nobwshaping $nobwshaping \
        encap_style $encap] [$queues($at) columns] [list trivial_ok $trivial_ok protocol $protocol] \
        [$self lan_columns $i] [list vnode $node vport $port ip [expr {$ip eq {} ? {0.0.0.0} : $ip}] \
        mustdelay $mustdelay] [$queues($at) trace_columns] [$self special_columns $i] \
        [list ofenabled $ofenabled ofcontroller $ofcontroller vindex $i]]
}

LanLink instproc lan_columns {i} { return {} }
Lan instproc lan_columns {i} {
    $self instvar accesspoint nodelist
    return [list is_accesspoint [expr {$accesspoint ne {} && [lindex $nodelist $i 0] eq $accesspoint}]]
}

# Columns that are only there when something asked for them.
LanLink instproc special_columns {i} {
    $self instvar nodelist ebandwidth rebandwidth bridge layer path carrier fixed_iface
    real_set at [lindex $nodelist $i]
    real_set columns {}
    if {[info exists ebandwidth($at)]} { lappend columns est_bandwidth $ebandwidth($at) rest_bandwidth $rebandwidth($at) }
    if {$layer ne ""} { lappend columns layer $layer }
    if {$path ne ""} { lappend columns implemented_by_path $path }
    if {$carrier ne ""} { lappend columns implemented_by_link $carrier }
    if {$fixed_iface($at) ne "0"} { lappend columns fixed_iface $fixed_iface($at) }
    real_set aliases [[lindex $at 0] set aliases([lindex $at 1])]
    if {[llength $aliases] > 0} { lappend columns ip_aliases [join $aliases ,] }
    if {$bridge($at) ne ""} { lappend columns bridge_vname $bridge($at) }
    return $columns
}
