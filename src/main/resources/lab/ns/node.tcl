# Nodes and bridges: ports with addresses, software, programs and agents.

Class Node -superclass OvertapNamed

Node instproc init {sim} {
    $self next
    $self instvar simulator
    real_set simulator $sim
    foreach {name value} {
        type pc osname {} cmd_line {} rpms {} tarfiles {} failureaction fatal routertype {} fixed {}
        startupcmd {} startcmd {} portlist {} agents {} extra {} remote 0 port_counter 5000 desires {} attributes {}
        subnode 0 topo {} X_ {} Y_ {} Z_ 0.0 orientation_ 0.0 next_rule 100 rules {}
    } { $self set $name $value }
    foreach array {address aliases wanted} { $self array set $array {} }
}

Node instproc rename {old new} {
    $self next $old $new
    $self instvar simulator portlist
    $simulator rename_node $old $new
    foreach lanlink [lsort -unique $portlist] { $lanlink rename_node $old $new }
}

# Takes the next port for a link or LAN; answers its number.
Node instproc add_lanlink {lanlink} {
    $self instvar portlist address
    lappend portlist $lanlink
    real_set port [expr {[llength $portlist] - 1}]
    real_set address($port) ""
    $self set aliases($port) {}
    $self set wanted($port) 0
    return $port
}

Node instproc rename_lanlink {old new} {
    $self instvar portlist
    real_set renamed {}
    foreach lanlink $portlist { lappend renamed [expr {$lanlink eq $old ? $new : $lanlink}] }
    real_set portlist $renamed
}

# The address of a port, or sets it.
Node instproc ip {port args} {
    $self instvar address
    if {[llength $args] > 0} { real_set address($port) [lindex $args 0] }
    return $address($port)
}

# The port on a link or LAN, -1 when the node is not on it.
Node instproc port_on {lanlink} {
    $self instvar portlist
    return [lsearch -exact $portlist $lanlink]
}

# Further addresses of a port: given, or so many to be handed out.
Node instproc add_ipalias {lanlink ip} { $self alias aliases $lanlink [list lappend] $ip }
Node instproc want_ipaliases {lanlink count} { $self alias wanted $lanlink [list real_set] $count }
Node instproc alias {array lanlink verb value} {
    $self instvar $array
    real_set port [$self port_on $lanlink]
    if {$port < 0} {
        ::overtap::perror "$self does not belong to link/lan: $lanlink"
        return
    }
    eval [concat $verb [list ${array}($port) $value]]
}

Node instproc attach_agent {agent} {
    $self instvar agents port_counter
    lappend agents $agent
    $agent attached_to $self [incr port_counter]
}

Node instproc program-agent {args} {
    $self instvar simulator
    real_set name Program[$simulator next_program]
    Program create $name $simulator $self $args
    return [$simulator made $name]
}

# Runs a command when the node is up. Two levels up is where the user wrote tb-set-node-startcmd.
Node instproc start-command {command} {
    $self instvar simulator startcmd
    if {$startcmd ne ""} { error "node $self already has a start command: $startcmd" }
    real_set startcmd $command
    real_set wrapped "($command ; /usr/local/etc/emulab/startcmddone \$?)"
    real_set program [$self program-agent -command $wrapped]
    uplevel 2 [list set ${self}_startcmd $program]
    real_set program [uplevel 2 [list real_set ${self}_startcmd]]
    $program set dir ""
    $simulator at 0 "$program start"
    return $program
}

Node instproc add-route {destination gateway} {
    ::overtap::add_route $self $destination $gateway
}

# What the mapper should look for, and by how much.
Node instproc add-desire {name weight {override 0}} {
    $self instvar desires
    if {[dict exists $desires $name] && !$override} {
        ::overtap::perror "\[add-desire] Desire $name on $self already exists!"
    }
    dict set desires $name $weight
}
Node instproc get-desire {name} {
    $self instvar desires
    return [expr {[dict exists $desires $name] ? [dict get $desires $name] : {}}]
}
Node instproc add-attribute {name value} {
    $self instvar attributes
    dict set attributes $name $value
}

# Further columns of the node's row.
Node instproc column {name value} {
    $self instvar extra
    real_set extra [dict replace $extra $name $value]
}

Node instproc addresses {} {
    $self instvar portlist
    real_set ips {}
    for {real_set port 0} {$port < [llength $portlist]} {incr port} {
        real_set ip [$self ip $port]
        lappend ips "$port:[expr {$ip eq {} ? {0.0.0.0} : $ip}]"
    }
    return [join $ips " "]
}

Node instproc write_rows {} {
    $self instvar simulator agents type osname cmd_line rpms startupcmd tarfiles failureaction routertype fixed extra
    foreach agent $agents { $agent write_rows }
    real_set router [expr {$routertype eq {} ? [$simulator set routing] : $routertype}]
    eval [concat [list ::overtap::row virt_nodes vname $self type $type ips [$self addresses] osname $osname \
        cmd_line $cmd_line rpms $rpms startupcmd $startupcmd tarfiles $tarfiles failureaction $failureaction \
        routertype $router fixed [$self machine] plab_plcnet none] $extra]
    $self write_particulars
    ::overtap::row virt_agents vnode $self vname [$self agent_name] objecttype 10
}

# The machine it is fixed to. Where names of machines count, a node called like one is fixed to it.
Node instproc machine {} {
    $self instvar fixed
    if {$fixed ne "" || !$::GLOBALS::use_physnaming || ![regexp {^pc[0-9]+$} $self]} { return $fixed }
    return $self
}

Node instproc write_particulars {} {
    $self instvar desires attributes rules topo X_ Y_ orientation_
    if {$topo ne "" && $X_ ne "" && $Y_ ne ""} {
        ::overtap::row virt_node_startloc vname $self building [$topo set area_name] floor {} loc_x $X_ loc_y $Y_ \
            orientation $orientation_
    }
    foreach name [lsort [dict keys $desires]] {
        ::overtap::row virt_node_desires vname $self desire $name weight [dict get $desires $name]
    }
    foreach name [lsort [dict keys $attributes]] {
        ::overtap::row virt_node_attributes vname $self attrkey $name attrvalue [dict get $attributes $name]
    }
    foreach {number rule} $rules { ::overtap::row firewall_rules fwname $self ruleno $number rule $rule }
}

# A bridge's own name is its delay agent's.
Node instproc agent_name {} { return $self }

# A node that joins two links without routing: both become one subnet.
Class Bridge -superclass Node

Bridge instproc init {sim} {
    $self next $sim
    $self instvar bridged
    real_set bridged {}
    $self column role bridge
}

Bridge instproc agent_name {} { return _$self }

Bridge instproc addbridgelink {link port} {
    $self instvar bridged
    lappend bridged $port
}

Bridge instproc write_rows {} {
    $self next
    $self instvar bridged portlist
    foreach port $bridged {
        ::overtap::row virt_bridges vname $self vlink [lindex $portlist $port] vport $port
    }
}

Simulator instproc next_program {} {
    $self instvar program_counter
    return [incr program_counter]
}
