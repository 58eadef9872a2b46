# The tb- commands for what a lab doesn't have: an Emulab in an Emulab, PlanetLab, ModelNet, services of the images, the
# measuring library OML, and reservations that follow from what was measured. They are taken and noted down.

# --- an Emulab inside

proc tb-elab-in-elab {on} { if {$on} { ::overtap::experiment elab_in_elab 1 } }
proc tb-elab-in-elab-topology {topology} {}
proc tb-set-inner-elab-eid {eid} { ::overtap::experiment elabinelab_eid $eid }
proc tb-set-elabinelab-cvstag {tag} { ::overtap::experiment elabinelab_cvstag $tag }
proc tb-elabinelab-singlenet {args} {
    ::overtap::experiment elabinelab_singlenet [expr {[llength $args] > 0 ? [lindex $args 0] : 1}]
}
proc tb-set-elabinelab-fw-type {type} {}
proc tb-set-node-inner-elab-role {node role} {
    if {[::overtap::expect Node $node]
        && [::overtap::one_of $role {boss boss+router boss+fs+router router ops ops+fs fs node}]} {
        $node column inner_elab_role $role
    }
}

# Attributes of a role, or of all roles; told apart by an order as well.
array set ::overtap::elab_attributes {}
proc tb-set-elabinelab-attribute {key value {order 0}} {
    tb-set-elabinelab-role-attribute all $key $value $order
}
proc tb-unset-elabinelab-attribute {key} { tb-unset-elabinelab-role-attribute all $key }
proc ::overtap::elab_roles {role} {
    if {$role eq "all"} { return {boss ops fs router node} }
    if {[lsearch -exact {boss ops fs router node} $role] >= 0} { return [list $role] }
    perror "\[[lindex [info level -1] 0]] - \"$role\" is not a valid elabinelab role"
    return {}
}
proc tb-set-elabinelab-role-attribute {role key value {order 0}} {
    foreach one [::overtap::elab_roles $role] { real_set ::overtap::elab_attributes($one,$key,$order) $value }
}
proc tb-unset-elabinelab-role-attribute {role key} {
    foreach one [::overtap::elab_roles $role] { array unset ::overtap::elab_attributes $one,$key,* }
}
proc tb-get-elabinelab-role-attribute {role key} {
    if {![info exists ::overtap::elab_attributes($role,$key,0)]} { return {} }
    return $::overtap::elab_attributes($role,$key,0)
}

# --- PlanetLab and ModelNet

proc tb-set-node-plab-role {node role} {
    if {[::overtap::expect Node $node] && [::overtap::one_of $role {plc node none}]} { $node column plab_role $role }
}
proc tb-set-node-plab-plcnet {node lanlink} {
    if {![::overtap::expect Node $node]} return
    if {$lanlink ne "control" && $lanlink ne "exp" && ![::overtap::is LanLink $lanlink]} {
        ::overtap::perror "\[tb-set-node-plab-plcnet] $lanlink must be a link, lan, \"control\", or \"exp\"."
        return
    }
    $node column plab_plcnet $lanlink
}
proc tb-use-modelnet {on} { if {$on} { tb-set-modelnet-physnodes 1 1 } }
proc tb-set-modelnet-physnodes {cores edges} {
    if {$cores == 0 || $edges == 0} {
        ::overtap::perror "\[tb-set-modelnet-physnodes] cores and edges must be > 0"
        return
    }
    foreach {column value} [list usemodelnet 1 modelnet_cores $cores modelnet_edges $edges] {
        ::overtap::experiment $column $value
    }
}

# --- services of the images

proc tb-set-node-service {service args} {
    ::overtap::service virt_client_service_ctl $service [::overtap::options $args {
        -node {} -env boot -whence every -script {} -scriptblob {} -enable 1 -enablehooks 1 -fatal 1
    }]
}
proc tb-add-node-service-hook {service args} {
    real_set given [::overtap::options $args {
        -node {} -env boot -whence every -script {} -scriptblob {} -op boot -point post -argv {} -fatal 1
    }]
    if {[dict get $given -script] eq "" && [dict get $given -scriptblob] eq ""} {
        ::overtap::perror "\[tb-add-node-service-hook] you must define either a script or a scriptblob!"
        return
    }
    ::overtap::service virt_client_service_hooks $service $given
}
proc ::overtap::service {table service given} {
    if {[dict get $given -script] ne "" && [dict get $given -scriptblob] ne ""} {
        perror "\[[lindex [info level -1] 0]] you cannot define both a script ([dict get $given -script])\
            and a scriptblob ([dict get $given -scriptblob])!"
        return
    }
    real_set columns {}
    foreach {name value} [dict remove $given -node -script -scriptblob] {
        lappend columns [string range $name 1 end] $value
    }
    eval [concat [list row $table vnode [dict get $given -node] service $service] $columns]
}

# --- OML

proc tb-set-oml-use-control {on} {}
proc tb-set-oml-mp {args} {
    if {[llength $args] == 0} { ::overtap::perror "\[tb-set-oml-mp] please specify parameters."; return }
    real_set words [split $args " "]
    if {[llength $words] < 3 || [llength $words] % 2 == 0} {
        ::overtap::perror "\[tb-set-oml-mp] tb-set-oml-mp <mp_name> (<metric_id> <metric_type>)+"
    }
}
proc tb-analyze-store-mp {mp header source} {}
# A node more, whose server isn't there.
proc tb-set-use-oml {args} {
    uplevel "#0" [list set omlserver [$::GLOBALS::sim node]]
    tb-set-oml-server omlserver
}
proc tb-set-oml-server {node} {
    if {![::overtap::expect Node $node]} return
    $node set osname UBUNTU10-OML
    uplevel "#0" [list tb-set-node-startcmd $node "/usr/bin/oml2-server -l 3003\
        --logfile=/local/logs/oml-server.log --data-dir=/local/logs"]
}

# --- DETER, which grew out of Emulab

proc tb-add-node-attribute {node name value} { if {[::overtap::expect Node $node]} { $node add-attribute $name $value } }

# --- reservations from measurements: without any, what is asked for stays

proc tb-feedback-vnode {node hardware args} {
    real_set given [::overtap::options $args {-scale 1.2 -rclass {} -alertscale 2.0 -initscale 0.01}]
    if {![::overtap::expect Node $node] || ![::overtap::positive_scale $given]} return
    ::overtap::experiment allowfixnode 0
    tb-set-hardware $node $hardware
}
proc tb-feedback-vlan {node lan args} {
    real_set given [::overtap::options $args {-scale 1.0 -rclass {} -alertscale 3.0}]
    if {![::overtap::expect Node $node] || ![::overtap::expect Lan $lan]} return
    ::overtap::positive_scale $given
}
proc tb-feedback-vlink {link args} {
    real_set given [::overtap::options $args {-scale 1.2 -rclass {} -alertscale 3.0}]
    if {[::overtap::expect Link $link]} { ::overtap::positive_scale $given }
}
proc ::overtap::positive_scale {given} {
    if {[dict get $given -scale] > 0} { return 1 }
    perror "\[[lindex [info level -1] 0]] Feedback scale is not greater than zero: [dict get $given -scale]"
    return 0
}
