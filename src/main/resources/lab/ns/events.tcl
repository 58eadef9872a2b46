# `$ns at TIME "OBJECT VERB ..."`: rows of the event list. A statement that is no event only warns.

# START to MODIFY are the testbed's numbers. The others are ours: no record of theirs was at hand.
array set ::overtap::event_type {
    START 1 STOP 2 UP 3 DOWN 4 MODIFY 6
    REBOOT 0 RESET 9 KILL 10 HALT 11 CREATE 14 CLEAR 15 SNAPSHOT 20 RELOAD 21 SETDEST 25
}

proc ::overtap::event_number {name} {
    variable event_type
    return $event_type($name)
}

Simulator instproc at {time statement} {
    if {![string is double -strict $time] || $time < 0} {
        ::overtap::perror "\[at] $time is not a valid time."
        return
    }
    $self instvar events
    foreach {object verb} $statement break
    if {![info exists object] || ![::overtap::is OvertapNamed $object]} {
        ::overtap::unsupported "at $time $statement"
        return
    }
    if {![info exists verb]} {
        ::overtap::perror "\[at] $object: nothing to do."
        return
    }
    real_set event [$object event $verb [lrange $statement 2 end]]
    if {$event eq ""} {
        ::overtap::unsupported "at $time $statement"
        return
    }
    foreach {vnode vname objecttype eventtype arguments} $event break
    lappend events [list time $time vnode $vnode vname $vname objecttype $objecttype eventtype [::overtap::event_number $eventtype] \
        arguments $arguments atstring {} triggertype 0]
    return
}

# What a verb means on an object: node, name, object type, name of the event type, arguments; or nothing.
OvertapNamed instproc event {verb arguments} { return {} }

Program instproc event {verb arguments} {
    $self instvar node command
    real_set run $command
    if {[lindex $arguments 0] eq "-command"} { real_set run [lindex $arguments 1] }
    switch -- $verb {
        start - run { return [list $node $self 4 START "COMMAND=$run"] }
        stop        { return [list $node $self 4 STOP {}] }
        modify      { return [list $node $self 4 MODIFY "COMMAND=$run"] }
        kill        { return [list $node $self 4 KILL "SIGNAL=[lindex $arguments 0]"] }
    }
    return {}
}

Application instproc event {verb arguments} {
    $self instvar agent
    if {$agent eq "" || [$agent set node] eq ""} {
        ::overtap::perror "\[at] $self is not attached to an agent on a node."
        return [list {} $self 2 START {}]
    }
    real_set node [$agent set node]
    switch -- $verb {
        start { return [list $node $self 2 START {}] }
        stop  { return [list $node $self 2 STOP {}] }
        reset { return [list $node $self 2 RESET {}] }
        set   { return [list $node $self 2 MODIFY [::overtap::traffic_argument $arguments]] }
    }
    return {}
}

proc ::overtap::traffic_argument {arguments} {
    foreach {name value} $arguments break
    switch -- $name {
        rate_       { return "RATE=[bits $value]" }
        interval_   { return "INTERVAL=$value" }
        packetSize_ { return "PACKETSIZE=$value" }
        iptos_      { return "IPTOS=$value" }
    }
    perror "\[at] unknown traffic parameter $name."
    return ""
}

# A link that is changed while the experiment runs needs a shaper.
LanLink instproc event {verb arguments} {
    real_set value [lindex $arguments 0]
    switch -- $verb {
        up        { real_set event [list {} $self 1 UP {}] }
        down      { real_set event [list {} $self 1 DOWN {}] }
        bandwidth { real_set event [list {} $self 1 MODIFY "BANDWIDTH=[::overtap::bandwidth $value]"] }
        delay     {
            ::overtap::delay $value
            real_set event [list {} $self 1 MODIFY "DELAY=$value"]
        }
        plr       { real_set event [list {} $self 1 MODIFY "PLR=[::overtap::loss $value]"] }
        trace     { real_set event [$self trace_event $value] }
        default   { return {} }
    }
    $self mustdelay
    return $event
}

LanLink instproc trace_event {verb} {
    real_set types {start START stop STOP snapshot SNAPSHOT kill KILL}
    if {![dict exists $types $verb]} {
        ::overtap::perror "\[at] $self trace $verb: must be start, stop, snapshot or kill."
        return [list {} $self 15 START {}]
    }
    return [list {} ${self}-tracemon 15 [dict get $types $verb] {}]
}

Node instproc event {verb arguments} {
    real_set types {reboot REBOOT setdest SETDEST reload RELOAD snapshot-to SNAPSHOT}
    if {![dict exists $types $verb]} { return {} }
    return [list $self $self 10 [dict get $types $verb] $arguments]
}

EventGroup instproc event {verb arguments} {
    $self instvar agents
    real_set first [lindex $agents 0]
    if {![::overtap::is OvertapNamed $first]} { return {} }
    return [lreplace [$first event $verb $arguments] 0 1 {} $self]
}

Simulator instproc event {verb arguments} {
    real_set types {stop STOP swapout STOP terminate STOP halt HALT}
    if {![dict exists $types $verb]} { return {} }
    return [list * ns 6 [dict get $types $verb] {}]
}
