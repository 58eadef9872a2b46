# The tb- commands: what `source tb_compat.tcl` brings.

real_set ::overtap::compat 1

# Checks that an argument is of a class; complains in the command's name otherwise.
proc ::overtap::expect {class object} {
    if {[is $class $object]} { return 1 }
    real_set what [dict get {Node node LanLink {link or LAN} Link link Lan LAN} $class]
    perror "\[[lindex [info level -1] 0]] $object is not a $what."
    return 0
}

# The member number of a node, -1 after a complaint.
proc ::overtap::member {lanlink node} {
    real_set member [::$lanlink member_of $node]
    if {$member < 0} { perror "\[[lindex [info level -1] 0]] $node is not a member of $lanlink." }
    return $member
}

proc ::overtap::on_off {value} {
    if {$value eq "0" || $value eq "1"} { return $value }
    perror "\[[lindex [info level -1] 0]] must be 0 or 1, not $value."
    return 0
}

# --- nodes

proc tb-set-hardware {node type args} {
    if {![::overtap::expect Node $node]} return
    if {[lsearch -exact [::overtap::setting types] $type] < 0 && [lsearch -exact [::overtap::setting remote_types] $type] < 0} {
        ::overtap::perror "\[tb-set-hardware] Invalid hardware type $type."
        return
    }
    $node set type $type
    $node set remote [expr {[lsearch -exact [::overtap::setting remote_types] $type] >= 0}]
}

proc tb-set-node-os {node os {parent {}}} {
    if {![::overtap::expect Node $node]} return
    if {!$::GLOBALS::impotent && [lsearch -exact [::overtap::setting images] $os] < 0} {
        ::overtap::perror "\[tb-set-node-os] Invalid osid $os."
        return
    }
    $node set osname $os
    if {$parent ne ""} { $node column parent_osname $parent }
}

proc tb-set-node-startcmd {node command} {
    if {![::overtap::expect Node $node]} return
    return [$node start-command $command]
}
proc tb-set-node-startup {node command} { uplevel 1 [list tb-set-node-startcmd $node $command] }

proc tb-set-node-cmdline {node text} { if {[::overtap::expect Node $node]} { $node set cmd_line $text } }
proc tb-set-node-rpms {node args} {
    if {[::overtap::expect Node $node]} { $node set rpms [join [join $args " "] ";"] }
}

# Pairs of directory and file; the last call wins.
proc tb-set-node-tarfiles {node args} {
    if {![::overtap::expect Node $node]} return
    if {[llength $args] == 1} { real_set args [lindex $args 0] }
    if {[llength $args] % 2 != 0 || [llength $args] == 0} {
        ::overtap::perror "\[tb-set-node-tarfiles] Arguments must be pairs of a directory and a tarfile."
        return
    }
    real_set pairs {}
    foreach {directory file} $args {
        if {![::overtap::tarfile_known $file]} {
            ::overtap::perror "\[tb-set-node-tarfiles] $file does not exist."
        }
        lappend pairs "$directory $file"
    }
    $node set tarfiles [join $pairs ";"]
}

# Files are only checked where the testbed names its files, and never by a mere syntax check.
proc ::overtap::tarfile_known {file} {
    variable settings
    if {$::GLOBALS::impotent || ![info exists settings(tarfiles)]} { return 1 }
    return [expr {[regexp {^[a-z]+://} $file] || [lsearch -exact $settings(tarfiles) $file] >= 0}]
}

proc tb-set-node-failure-action {node action} {
    if {[::overtap::expect Node $node] && [::overtap::failure_action $action]} { $node set failureaction $action }
}
proc ::overtap::failure_action {action} {
    if {[lsearch -exact {fatal nonfatal ignore} $action] >= 0} { return 1 }
    perror "\[[lindex [info level -1] 0]] type must be fatal, nonfatal or ignore, not $action."
    return 0
}

proc tb-fix-node {node machine} { if {[::overtap::expect Node $node]} { $node set fixed $machine } }
proc tb-bind-parent {node parent} { if {[::overtap::expect Node $node]} { $node set fixed $parent } }
proc tb-set-node-routing {node type} { if {[::overtap::expect Node $node]} { $node routing $type } }
proc tb-add-node-attribute {node name value} { if {[::overtap::expect Node $node]} { $node add-attribute $name $value } }
proc tb-set-node-attribute {node name value} { if {[::overtap::expect Node $node]} { $node add-attribute $name $value } }
proc tb-set-node-id {node id} { if {[::overtap::expect Node $node]} { $node column numeric_id $id } }
proc tb-set-node-loadlist {node list} { if {[::overtap::expect Node $node]} { $node column loadlist $list } }
proc tb-set-node-sharingmode {node mode} { if {[::overtap::expect Node $node]} { $node column sharing_mode $mode } }
proc tb-set-node-inner-elab-role {node role} { if {[::overtap::expect Node $node]} { $node column inner_elab_role $role } }
proc tb-set-node-plab-role {node role} { if {[::overtap::expect Node $node]} { $node column plab_role $role } }
proc tb-set-node-deltas {node args} { if {[::overtap::expect Node $node]} { $node column deltas [join $args ":"] } }

# --- the experiment

proc ::overtap::experiment {name value} { $::GLOBALS::sim experiment_setting $name $value }

proc tb-set-sync-server {node} {
    if {[::overtap::expect Node $node]} { ::overtap::experiment sync_server $node }
}
proc tb-use-endnodeshaping {on} { ::overtap::experiment uselinkdelays [::overtap::on_off $on] }
proc tb-force-endnodeshaping {on} { ::overtap::experiment forcelinkdelays [::overtap::on_off $on] }
proc tb-use-ipassign {on} { ::overtap::experiment use_ipassign [::overtap::on_off $on] }
proc tb-set-ipassign-args {text} { ::overtap::experiment ipassign_args $text }
proc tb-set-uselatestwadata {on} { ::overtap::experiment uselatestwadata [::overtap::on_off $on] }
proc tb-set-usewatunnels {on} { ::overtap::experiment usewatunnels [::overtap::on_off $on] }
proc tb-set-wasolver-weights {delay bw plr} {
    foreach {name value} [list delay $delay bw $bw plr $plr] { ::overtap::experiment wa_${name}_solverweight $value }
}
proc tb-set-mem-usage {level} { ::overtap::experiment mem_usage [::overtap::usage $level] }
proc tb-set-cpu-usage {level} { ::overtap::experiment cpu_usage [::overtap::usage $level] }
proc ::overtap::usage {level} {
    if {[string is integer -strict $level] && $level >= 0 && $level <= 5} { return $level }
    perror "\[[lindex [info level -1] 0]] must be 0 to 5, not $level."
    return 0
}
proc tb-set-delay-capacity {count} {
    real_set most [::overtap::setting delay_capacity]
    if {![string is integer -strict $count] || $count < 1 || $count > $most} {
        ::overtap::perror "\[tb-set-delay-capacity] must be 1 to $most, not $count."
        return
    }
    ::overtap::experiment delay_capacity $count
}
proc tb-set-vlink-emulation {style} {
    if {[::overtap::encapsulation $style]} { ::overtap::experiment encap_style $style }
}
proc ::overtap::encapsulation {style} {
    if {[lsearch -exact {default alias veth veth-ne vlan vtun egre gre} $style] >= 0} { return 1 }
    perror "\[[lindex [info level -1] 0]] unknown encapsulation $style."
    return 0
}
foreach name {delay jail} {
    proc tb-set-$name-os {os} "::overtap::experiment ${name}_osname \$os"
}
unset name
proc tb-set-allowfixnode {on} { ::overtap::experiment allowfixnode [::overtap::on_off $on] }
proc tb-set-encapsulate {on} { ::overtap::experiment veth_encapsulate [::overtap::on_off $on] }
proc tb-set-packing-strategy {strategy} { ::overtap::experiment packing_strategy $strategy }
proc tb-set-security-level {level} { ::overtap::experiment security_level $level }
proc tb-set-colocate-factor {factor} {}
proc tb-set-dpdb {on} { ::overtap::experiment dpdb [::overtap::on_off $on] }
proc tb-make-soft-vtype {name types} { ::overtap::vtype $name $types }
proc tb-make-hard-vtype {name types} { ::overtap::vtype $name $types }
proc tb-make-weighted-vtype {name weight types} { ::overtap::vtype $name $types $weight }
proc ::overtap::vtype {name types {weight 0.5}} {
    variable settings
    lappend settings(types) $name
    row virt_vtypes name $name weight $weight members $types
}

real_source $::overtap::home/tblinks.tcl
