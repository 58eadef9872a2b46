# The tb- commands on the experiment as a whole.

proc ::overtap::experiment {name value} { $::GLOBALS::sim experiment_setting $name $value }

# A switch that sets a column.
proc ::overtap::switched {column on} {
    if {[lsearch -exact {0 1} $on] < 0} { perror "\[[lindex [info level -1] 0]] $on must be 0/1"; return }
    experiment $column $on
}
proc tb-use-endnodeshaping {on} { ::overtap::switched uselinkdelays $on }
proc tb-force-endnodeshaping {on} { ::overtap::switched forcelinkdelays $on }
proc tb-use-ipassign {on} { ::overtap::switched use_ipassign $on }
proc tb-set-uselatestwadata {on} { ::overtap::switched uselatestwadata $on }
proc tb-set-usewatunnels {on} { ::overtap::switched usewatunnels $on }
proc tb-fix-current-resources {on} { ::overtap::switched allowfixnode $on }

proc tb-use-physnaming {on} {
    if {[lsearch -exact {0 1} $on] < 0} { ::overtap::perror "\[tb-use-physnaming] $on must be 0/1"; return }
    real_set ::GLOBALS::use_physnaming $on
}
proc tb-set-sync-server {node} {
    if {[::overtap::expect Node $node]} { ::overtap::experiment sync_server $node }
}
proc tb-set-ipassign-args {text} { ::overtap::experiment ipassign_args $text }
proc tb-set-ip-routing {type} {
    if {$type eq ""} { ::overtap::perror "\[tb-set-ip-routing] No type given."; return }
    if {[lsearch -exact {none ospf} $type] < 0} {
        ::overtap::perror "\[tb-set-ip-routing] Type is not one of none|ospf"
        return
    }
    $::GLOBALS::sim set routing $type
}
proc tb-set-wasolver-weights {delay bw plr} {
    foreach value [list $delay $bw $plr] {
        if {$value eq ""} { ::overtap::perror "\[tb-set-wasolver-weights] Must provide delay, bw, and plr."; return }
        if {$value < 0} { ::overtap::perror "\[tb-set-wasolver-weights] Weights must be postive integers."; return }
    }
    foreach {name value} [list delay $delay bw $bw plr $plr] { ::overtap::experiment wa_${name}_solverweight $value }
}

proc tb-set-mem-usage {usage} { ::overtap::usage mem_usage $usage }
proc tb-set-cpu-usage {usage} { ::overtap::usage cpu_usage $usage }
proc ::overtap::usage {column usage} {
    if {![string is double -strict $usage] || $usage < 1 || $usage > 5} {
        perror "\[[lindex [info level -1] 0]] usage must be 1 <= factor <= 5"
        return
    }
    experiment $column $usage
}
proc tb-set-colocate-factor {factor} {
    if {![string is double -strict $factor] || $factor < 1 || $factor > 100} {
        ::overtap::perror "\[tb-set-colocate-factor] factor must be 1 <= factor <= 100"
        return
    }
    ::overtap::experiment multiplex_factor $factor
}
proc tb-set-packing-strategy {strategy} {
    if {[lsearch -exact {pack balance} $strategy] < 0} {
        ::overtap::perror "\[tb-set-packing-strategy] strategy must be pack|balance"
        return
    }
    ::overtap::experiment packing_strategy $strategy
}
proc tb-set-delay-capacity {count} {
    real_set most [::overtap::setting delay_capacity]
    if {![string is integer -strict $count] || $count < 1 || $count > $most} {
        ::overtap::perror "\[tb-set-delay-capacity] must be 1 to $most, not $count."
        return
    }
    ::overtap::experiment delay_capacity $count
}

# --- how links of virtual nodes are carried

proc tb-set-vlink-emulation {style} {
    if {[::overtap::encapsulation $style {gre egre vtun veth-ne vlan alias}]} { ::overtap::experiment encap_style $style }
}
proc ::overtap::encapsulation {style known} {
    if {[lsearch -exact $known $style] >= 0} { return 1 }
    perror "\[[lindex [info level -1] 0]] one of: 'veth-ne', 'vlan'"
    return 0
}
proc tb-set-encapsulate {on} {
    switch -- $on {
        0       { ::overtap::experiment encap_style veth-ne }
        1       { ::overtap::experiment encap_style default }
        default { ::overtap::perror "\[tb-set-encapsulate] $on must be 0/1" }
    }
}

# --- files, databases, security

proc tb-set-nonfs {on} {
    if {!$on} return
    ::overtap::experiment nonfsmounts 1
    ::overtap::experiment nfsmounts none
}
proc tb-set-dpdb {on} { if {$on} { ::overtap::experiment dpdb 1 } }

# From Blue on there is a firewall.
proc tb-set-security-level {level} {
    if {$::GLOBALS::explicit_firewall} {
        ::overtap::perror "\[tb-set-security-level] cannot combine with explicit firewall"
    }
    real_set levels {Green 0 Blue 1 Yellow 2 Orange 3}
    if {![dict exists $levels $level]} {
        ::overtap::perror "\[tb-set-security-level] [expr {$level eq {Red} ? {Red security not implemented yet}
            : "$level is not a valid level"}]"
        return
    }
    if {$level eq "Green"} { real_set ::GLOBALS::security_level 0; return }
    ::overtap::experiment security_level [dict get $levels $level]
}

# --- types of one's own

proc tb-make-soft-vtype {name types} { ::overtap::vtype $name 0.5 $types }
proc tb-make-hard-vtype {name types} { ::overtap::vtype $name 1.0 $types }
proc tb-make-weighted-vtype {name weight types} {
    if {![regexp {^([0-9]+(\.[0-9]+)?|\.[0-9]+)$} $weight] || $weight <= 0 || $weight >= 1} {
        ::overtap::perror "\[tb-make-weighted-vtype] $weight is not a valid weight. (0 < weight < 1)."
    }
    foreach type $types {
        if {[lsearch -exact [::overtap::setting remote_types] $type] < 0} continue
        ::overtap::perror "\[tb-make-weighted-vtype] Remote type $type not allowed."
    }
    ::overtap::vtype $name $weight $types
}
proc ::overtap::vtype {name weight types} {
    variable vtypes
    foreach type $types {
        if {![is_type $type]} { perror "\[[lindex [info level -1] 0]] Invalid hardware type $type." }
    }
    real_set vtypes($name) {}
    row virt_vtypes name $name weight $weight members $types
}
