# What a script may have besides nodes, links and agents: disks, firewalls, storage, places. None of it is emulated;
# their rows are written as the testbed writes them.

# An agent of a node that only has fields, and commands as its events.
Class OvertapPart -superclass OvertapNamed
OvertapPart instproc init {sim {on {}} {fields {}}} {
    $self next
    $self set simulator $sim
    $self set node $on
    foreach {name value} $fields { $self set [string range $name 1 end] $value }
    $sim add_part $self
}
OvertapPart instproc rename {old new} {
    $self next $old $new
    $self instvar simulator
    $simulator rename_in part_list $old $new
}

Class Disk -superclass OvertapPart
Disk instproc init {sim {on {}} {fields {-type {} -size 0 -mountpoint {} -parameters {} -command {}}}} {
    $self next $sim $on $fields
}
Disk instproc write_rows {} {
    $self instvar node type size mountpoint parameters command
    real_set more {}
    foreach {column value} [list parameters $parameters command $command] {
        if {$value ne ""} { lappend more $column $value }
    }
    eval [concat [list ::overtap::row virt_node_disks vname $node diskname $self disktype $type disksize $size \
        mountpoint $mountpoint] $more]
    ::overtap::row virt_agents vnode $node vname $self objecttype 18
}

Class Custom -superclass OvertapPart
Custom instproc init {sim {on {}} {fields {-name {}}}} { $self next $sim $on $fields }
Custom instproc write_rows {} {
    ::overtap::row virt_agents vnode [$self set node] vname $self objecttype 19
}

Node instproc disk-agent {args} {
    return [$self part Disk $args {-type {} -size 0 -mountpoint {} -parameters {} -command {}}]
}
Node instproc custom-agent {args} { return [$self part Custom $args {-name {}}] }
Node instproc part {kind given defaults} {
    $self instvar simulator
    real_set name $kind[incr ::GLOBALS::agent_counter]
    $kind create $name $simulator $self [::overtap::options $given $defaults]
    return [$simulator made $name]
}

# A node's console; it is there before it is asked for.
Class Console -superclass OvertapNamed
Console instproc init {on} {
    $self next
    $self set node $on
}
Node instproc console {} {
    if {![::overtap::is Console ${self}-console]} { Console create ${self}-console $self }
    return ${self}-console
}

# --- firewalls

Class Firewall -superclass OvertapNamed
Firewall instproc init {sim} {
    $self next
    foreach {name value} [list simulator $sim type ipfw2-vlan style basic osid FW-IPFW2 cmdline {} parent {} \
        next_rule 100 rules {}] { $self set $name $value }
    $sim add_firewall $self
    if {$::GLOBALS::security_level} { ::overtap::perror "\[add_firewall] cannot combine firewall with security-level" }
    real_set ::GLOBALS::explicit_firewall 1
}
Firewall instproc rename {old new} {
    $self next $old $new
    $self instvar simulator
    $simulator rename_in firewall_list $old $new
}
Firewall instproc set-type {kind} {
    real_set images {ipfw FW-IPFW ipfw2-vlan FW-IPFW2 iptables FW-IPTABLES iptables-vlan FW-IPTABLES}
    if {![dict exists $images $kind]} {
        ::overtap::perror "\[set-type] unknown firewall type: $kind"
        return
    }
    $self set type $kind
    $self set osid [dict get $images $kind]
    if {$kind eq "ipfw2-vlan"} { $self set cmdline /kernel.fw }
}
Firewall instproc set-style {style} {
    if {[lsearch -exact {closed basic emulab open} $style] < 0} {
        ::overtap::perror "\[set-style] unsupported firewall style: $style"
        return
    }
    $self set style $style
}
Firewall instproc add-rule {rule} { ::overtap::next_rule $self $rule }
Firewall instproc add-numbered-rule {number rule} {
    $self instvar rules
    if {$number < 100 || $number >= 50000} {
        ::overtap::perror "\[add-numbered-rule] 100 <= rule_number < 50000!"
        return
    }
    if {[dict exists $rules $number]} {
        ::overtap::perror "\[add-numbered-rule] rule $number already exists!"
        return
    }
    dict set rules $number $rule
}
Firewall instproc child-of {other} {
    if {![::overtap::is Firewall $other]} { ::overtap::perror "\[child-of] $other is not a Firewall"; return }
    if {$other eq $self} { ::overtap::perror "\[child-of] cannot father yourself"; return }
    $self set parent $other
}
Firewall instproc write_rows {} {
    $self instvar type style osid cmdline rules
    ::overtap::row virt_nodes vname $self type pc ips {} osname $osid cmd_line $cmdline rpms {} startupcmd {} \
        tarfiles {} fixed {}
    ::overtap::row virt_firewalls fwname $self type $type style $style
    foreach {number rule} $rules { ::overtap::row firewall_rules fwname $self ruleno $number rule $rule }
}
proc ::overtap::next_rule {object rule} {
    real_set rules [::$object set rules]
    real_set number [::$object set next_rule]
    dict set rules $number $rule
    ::$object set rules $rules
    ::$object set next_rule [expr {$number + 1}]
}

Node instproc add-rule {rule} { ::overtap::next_rule $self $rule }
Node instproc set-fw-style {style} {
    if {[lsearch -exact {basic closed open elabinelab} $style] < 0} {
        ::overtap::perror "\[set-fw-style] $style is not a valid type"
        return
    }
    $self column firewall_style $style
}

# --- places

Class Topography -superclass OvertapNamed
Topography instproc init {args} {
    $self next
    $self set area_name {}
}
Topography instproc load_area {area} { $self set area_name $area }
Topography instproc initialized {} { return [expr {[$self set area_name] ne {}}] }
Topography instproc checkdest {object x y args} { return 1 }
Node instproc topography {place} {
    if {![::overtap::is Topography $place]} { ::overtap::perror "\[topography] $place is not a Topography."; return }
    if {![$place initialized]} { ::overtap::perror "\[topography] $place is not initialized."; return }
    $self set topo $place
}

# --- storage

Class Blockstore -superclass OvertapNamed
Blockstore instproc init {sim} {
    $self next
    foreach {name value} [list simulator $sim node {} type {} size 0 attributes {}] { $self set $name $value }
}
Blockstore instproc rename {old new} {
    $self next $old $new
    $self instvar simulator
    $simulator rename_in blockstore_list $old $new
}
Blockstore instproc keep {name value} {
    $self instvar attributes
    dict set attributes $name $value
}
Blockstore instproc one_of {name value known} {
    if {[lsearch -exact $known $value] < 0} { ::overtap::perror "\[set-$name] Invalid storage $name: $value"; return }
    $self keep $name $value
}
Blockstore instproc set-class {value} { $self one_of class $value {SAN local} }
Blockstore instproc set-protocol {value} { $self one_of protocol $value {iSCSI local SAS} }
Blockstore instproc set-placement {value} {
    $self one_of placement [string toupper $value] {ANY SYSVOL NONSYSVOL}
}
Blockstore instproc set-type {value} { $self set type $value }
Blockstore instproc set-lease {value} { $self keep lease $value }
Blockstore instproc load-dataset {value} {
    $self set type imdataset
    $self keep dataset $value
}
Blockstore instproc set-readonly {value} { $self keep readonly [expr {$value != 0}] }
Blockstore instproc set-mount-point {path} {
    if {![regexp {^(/\w+)+/?$} $path]} { ::overtap::perror "Bad mountpoint: $path"; return }
    $self keep mountpoint $path
}
Blockstore instproc set-size {text} {
    real_set bytes {B 1 KB 1e3 KiB 1024 MB 1e6 MiB 1048576 GB 1e9 GiB 1073741824 TB 1e12 TiB 1099511627776}
    if {![regexp {^([0-9.]+)([A-Za-z]*)$} $text -> number unit]} { real_set unit ? }
    if {$unit eq ""} { real_set unit B }
    if {![dict exists $bytes $unit]} { ::overtap::perror "Unknown size unit $unit."; return }
    real_set size [expr {int([::overtap::decimal $number] * [dict get $bytes $unit] / 1048576)}]
    if {$size < 1} { ::overtap::perror "\[set-size] $text is smaller than allowed minimum (1 MiB)"; return }
    $self set size $size
}
Blockstore instproc set-node {node} { $self set_fixed $node }
Blockstore instproc set_fixed {node} {
    if {![::overtap::is Node $node]} { ::overtap::perror "Can only fix blockstores to a node object!"; return }
    $self set node $node
}

# The node in whose place it stands on a link: one of its own where it was fixed to none.
Blockstore instproc get_node {} {
    $self instvar node simulator
    if {$node eq ""} {
        real_set node blockhost-$self
        uplevel "#0" [list set $node [$simulator node]]
        $node set type blockstore
    }
    return $node
}
Blockstore instproc write_rows {} {
    $self instvar node type size attributes
    ::overtap::row virt_blockstores vname $self type $type role {} size $size fixed $node
    foreach name [lsort [dict keys $attributes]] {
        ::overtap::row virt_blockstore_attributes vname $self attrkey $name attrvalue [dict get $attributes $name]
    }
}
