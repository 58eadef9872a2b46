# Static routes the user gives: $node add-route DESTINATION GATEWAY. They are written when the addresses are known.

proc ::overtap::add_route {node destination gateway} {
    if {![is Node $gateway]} {
        perror "\[add-route] $gateway is not a node."
        return
    }
    # What `$ns link` answers stands for its link.
    if {[Direction info instances $destination] ne ""} { real_set destination [::$destination set lanlink] }
    foreach {class type} {Node host Link net Lan net} {
        if {[is $class $destination]} {
            ::$node add_route_to [list $destination $type $gateway]
            return
        }
    }
    perror "\[add-route] $destination is not a node, link or LAN."
}

Node instproc add_route_to {route} {
    $self instvar routes
    lappend routes $route
}

Node instproc write_routes {} {
    $self instvar routes
    if {![info exists routes]} return
    foreach route $routes {
        foreach {destination type gateway} $route {}
        real_set hop [$self address_towards $gateway]
        if {$hop eq ""} {
            ::overtap::perror "\[add-route] $gateway is not a neighbour of $self."
            continue
        }
        foreach {net mask} [::overtap::route_target $destination $type] {}
        ::overtap::row virt_routes vname $self src {} dst $net dst_type $type dst_mask $mask nexthop $hop cost 0
    }
}

# The gateway's address on a network shared with this node.
Node instproc address_towards {gateway} {
    $self instvar portlist
    foreach lanlink $portlist {
        real_set port [$gateway port_on $lanlink]
        if {$port >= 0} { return [$gateway ip $port] }
    }
    return ""
}

proc ::overtap::route_target {destination type} {
    if {$type eq "host"} { return [list [::$destination ip 0] 255.255.255.255] }
    foreach {node port} [lindex [::$destination set nodelist] 0] {}
    real_set mask [::$destination set netmask]
    return [list [dotted [expr {[address [::$node ip $port]] & [address $mask]}]] $mask]
}
