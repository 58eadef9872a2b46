# What a simulator makes besides nodes and networks, and what it notes down of an experiment.

Simulator instproc add_part {part} { $self set part_list($part) {} }

# One firewall for an experiment; `run` makes one where the security level asks for it.
Simulator instproc add_firewall {firewall} {
    $self instvar firewall_list
    if {[array size firewall_list] > 0} {
        ::overtap::perror "\[add_firewall]: only one firewall per experiment right now"
        return
    }
    real_set firewall_list($firewall) {}
}
Simulator instproc guard {} {
    $self instvar firewall_list node_list
    if {[array size firewall_list] == 0 && $::GLOBALS::security_level > 0} {
        real_set level $::GLOBALS::security_level
        real_set ::GLOBALS::security_level 0
        uplevel "#0" [list set fw [uplevel "#0" [list new Firewall $self]]]
        real_set ::GLOBALS::security_level $level
        real_set ::GLOBALS::explicit_firewall 0
        fw set-style [expr {$level == 3 ? {closed} : {basic}}]
    }
    if {[array size firewall_list] == 0} return
    if {$::GLOBALS::explicit_firewall} { $self experiment_setting security_level 2 }
    foreach node [array names node_list] { $node add-desire firewallable 1.0 1 }
}

Simulator instproc blockstore {args} {
    if {[llength $args] > 0} { ::overtap::unsupported "blockstore: $args" }
    $self instvar blockstore_list
    real_set name tbblk-n[$self next_id]
    Blockstore create $name $self
    real_set blockstore_list($name) {}
    return [$self made $name]
}

Simulator instproc make-san {members} { return [$self make-lan $members ~ 0ms] }
Simulator instproc make-portinvlan {node token} {
    real_set lan [$self make-lan $node * 0ms]
    $lan set_setting portvlan $token
    return $lan
}

Simulator instproc node-config {args} {
    $self set place [dict get [::overtap::options $args {-topography {}}] -topography]
}

# A value that whoever starts the experiment may change; here it has its default.
Simulator instproc define-template-parameter {name args} {
    if {[llength $args] < 1 || [llength $args] > 2} {
        ::overtap::perror "\[define-template-parameter] [expr {$args eq {} ? {not enough} : {too many}}] arguments!"
        return
    }
    $self set parameters($name) $args
    uplevel 1 [list ::real_set $name [lindex $args 0]]
    return 0
}

# A part for the network simulator to run. It is evaluated for what it declares; nothing is simulated.
Simulator instproc make-simulated {args} {
    ::overtap::unsupported "make-simulated: its part is built of machines"
    uplevel 1 [join $args "\n"]
}

Simulator instproc description {text} { $self set description $text }
Simulator instproc instructions {text} { $self set instructions $text }

# An unknown method asks for an object of a kind that we don't have.
Simulator instproc unknown {method args} {
    ::overtap::unsupported "Object $method"
    return [NullClass create tbnull-null[$self next_id] $method]
}

Simulator instproc write_extras {} {
    $self instvar part_list firewall_list blockstore_list parameters description instructions
    foreach list {part_list firewall_list blockstore_list} {
        foreach object [lsort [array names $list]] { $object write_rows }
    }
    foreach name [lsort [array names parameters]] {
        foreach {value text} $parameters($name) break
        ::overtap::row virt_parameters name $name value $value description $text
    }
    if {[info exists description] || [info exists instructions]} {
        foreach name {description instructions} { if {![info exists $name]} { real_set $name {} } }
        ::overtap::row portal description $description instructions $instructions
    }
    foreach key [lsort [array names ::overtap::elab_attributes]] {
        foreach {role name order} [split $key ,] break
        ::overtap::row elabinelab_attributes role $role attrkey $name attrvalue $::overtap::elab_attributes($key) \
            ordering $order
    }
    foreach pair $::overtap::tarfiles {
        ::overtap::row experiment_blobs path [lindex $pair 1] action unpack:[lindex $pair 0]
    }
}
