# `$ns at TIME "OBJECT VERB ..."`: rows of the event list. A statement that is no event only warns.

# The testbed's numbers.
array set ::overtap::event_type {
    REBOOT 0 START 1 STOP 2 UP 3 DOWN 4 MODIFY 6 RESET 9 KILL 10 HALT 11 SWAPOUT 12 NSEEVENT 13 REPORT 14
    SETDEST 16 MESSAGE 18 LOG 19 RUN 20 SNAPSHOT 21 RELOAD 22 CLEAR 23 CREATE 24 STOPRUN 25
}
array set ::overtap::trigger {timer 0 swapout 2}

proc ::overtap::event_number {name} {
    variable event_type
    return $event_type($name)
}

# A time, or the swap-out; several events are apart by semicolons, and one that begins with # is a comment.
Simulator instproc at {time statements} {
    real_set trigger timer
    real_set seconds [expr {$time eq "swapout" ? 0 : [::overtap::seconds $time]}]
    if {$time eq "swapout"} { real_set trigger swapout }
    if {$seconds == -1} {
        ::overtap::perror "\[at] $time is not a valid time."
        return
    }
    $self instvar events
    foreach statement [split $statements ";"] {
        foreach event [::overtap::events $statement] {
            lappend events [concat [list time $seconds] [::overtap::event_columns $event] \
                [list triggertype $::overtap::trigger($trigger)]]
        }
    }
    return
}

# The event that a statement means, as a list of none or one.
proc ::overtap::events {statement} {
    foreach {object verb} $statement break
    if {[info exists object] && [string index $object 0] eq "#"} { return {} }
    if {![info exists object] || ![is OvertapNamed $object]} {
        unsupported "at $statement"
        return {}
    }
    if {![info exists verb] || $verb eq ""} {
        perror "\[at] $object: nothing to do."
        return {}
    }
    real_set event [uplevel "#0" [list $object event $verb [lrange $statement 2 end]]]
    if {$event eq ""} {
        unsupported "at $statement"
        return {}
    }
    return [list $event]
}

proc ::overtap::event_columns {event} {
    foreach {vnode vname objecttype eventtype arguments} $event break
    return [list vnode $vnode vname $vname objecttype $objecttype eventtype [event_number $eventtype] \
        arguments $arguments atstring {}]
}

# What a verb means on an object: node, name, object type, name of the event type, arguments; or nothing.
OvertapNamed instproc event {verb arguments} { return {} }

# Whether there are enough arguments; complains otherwise.
proc ::overtap::enough {arguments least object verb} {
    if {[llength $arguments] >= $least} { return 1 }
    perror "Wrong number of arguments: $object $verb $arguments"
    return 0
}

Program instproc event {verb arguments} {
    $self instvar node
    real_set types {start START run RUN set MODIFY modify MODIFY}
    if {[dict exists $types $verb]} {
        return [list $node $self 4 [dict get $types $verb] [$self arguments $arguments]]
    }
    switch -- $verb {
        stop { return [list $node $self 4 STOP {}] }
        kill {
            if {![::overtap::enough $arguments 1 $self kill]} { return [list $node $self 4 KILL {}] }
            return [list $node $self 4 KILL "SIGNAL=[lindex $arguments 0]"]
        }
    }
    return {}
}

# The command comes last: all that follows is its text.
Program instproc arguments {given} {
    $self instvar command
    real_set options [::overtap::options $given \
        [list -command $command -dir {} -timeout {} -expected-exit-code {} -tag {}]]
    real_set text ""
    foreach {option name} {-dir DIR -expected-exit-code EXPECTED_EXIT_CODE -tag TAG -timeout TIMEOUT} {
        real_set value [dict get $options $option]
        if {$value eq ""} continue
        if {$option eq "-timeout"} { real_set value [::overtap::seconds $value] }
        if {[lsearch -exact {-dir -timeout} $option] >= 0} { real_set value "{$value}" }
        append text "$name=$value "
    }
    return [append text "COMMAND=[dict get $options -command]"]
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
    real_set plain {up UP down DOWN create CREATE clear CLEAR reset RESET}
    if {[dict exists $plain $verb]} {
        $self mustdelay
        return [list {} $self 1 [dict get $plain $verb] {}]
    }
    if {[lsearch -exact {bandwidth delay plr trace} $verb] < 0} { return {} }
    $self mustdelay
    if {![::overtap::enough $arguments 1 $self $verb]} { return [list {} $self 1 MODIFY {}] }
    switch -- $verb {
        bandwidth { return [list {} $self 1 MODIFY "BANDWIDTH=[::overtap::bandwidth $value]"] }
        delay     {
            ::overtap::delay $value
            return [list {} $self 1 MODIFY "DELAY=$value"]
        }
        plr       { return [list {} $self 1 MODIFY "PLR=[::overtap::loss $value]"] }
    }
    return [::overtap::trace_event $self $value]
}

proc ::overtap::trace_event {name verb} {
    real_set types {start START stop STOP snapshot SNAPSHOT kill KILL}
    if {![dict exists $types $verb]} {
        perror "\[at] $name trace $verb: must be start, stop, snapshot or kill."
        return [list {} $name 15 START {}]
    }
    return [list {} ${name}-tracemon 15 [dict get $types $verb] {}]
}

Node instproc event {verb arguments} {
    real_set types {reboot REBOOT setdest SETDEST reload RELOAD snapshot-to SNAPSHOT}
    if {![dict exists $types $verb]} { return {} }
    return [list $self $self 10 [dict get $types $verb] $arguments]
}

Console instproc event {verb arguments} {
    switch -- $verb {
        start { return [list * $self 13 START {}] }
        stop  {
            if {![::overtap::enough $arguments 1 $self stop]} { return [list * $self 13 STOP {}] }
            return [list * $self 13 STOP "FILE=[lindex $arguments 0]"]
        }
    }
    return {}
}

Disk instproc event {verb arguments} {
    $self instvar node
    real_set types {set START run RUN start START create CREATE modify MODIFY}
    if {![dict exists $types $verb]} { return {} }
    return [list $node $self 18 [dict get $types $verb] "DISKNAME=$self $arguments"]
}

Custom instproc event {verb arguments} {
    $self instvar node name
    real_set types {start START create CREATE modify MODIFY}
    if {![dict exists $types $verb]} { return {} }
    return [list $node $self 19 [dict get $types $verb] $name]
}

EventGroup instproc event {verb arguments} {
    $self instvar agents
    real_set first [lindex $agents 0]
    if {![::overtap::is OvertapNamed $first]} { return {} }
    real_set event [$first event $verb $arguments]
    if {$event eq ""} { return {} }
    return [lreplace $event 0 1 [expr {[lindex $event 0] eq {} ? {} : {*}}] $self]
}

# The experiment as a whole: each verb with its object type, event type, and what its first argument is called.
Simulator instproc event {verb arguments} {
    real_set known {
        stop {6 STOP} halt {6 HALT} terminate {6 HALT} swapout {6 SWAPOUT} stoprun {6 STOPRUN} report {6 REPORT}
        stabilize {6 MODIFY mode=stabilize} snapshot {6 SNAPSHOT LOGHOLE_ARGS='-s'} cleanlogs {6 RESET ASPECT=LOGHOLE}
        msg {6 MESSAGE} message {6 MESSAGE} log {6 LOG} bandwidth {1 MODIFY} reset-lans {1 RESET}
        trace-for {9 START} linktest {7 START {STARTAT=1 STOPAT=3}}
    }
    if {![dict exists $known $verb]} { return {} }
    foreach {objecttype type text} [dict get $known $verb] break
    if {[lsearch -exact {msg message log report} $verb] >= 0} { real_set text [join $arguments] }
    if {$verb eq "trace-for"} { real_set text "DURATION=[lindex $arguments 0]" }
    real_set names {trace-for slothd linktest linktest reset-lans __all_lans bandwidth {}}
    return [list * [expr {[dict exists $names $verb] ? [dict get $names $verb] : {ns}}] $objecttype $type $text]
}

# One direction of a link, or one member of a LAN.
Queue instproc event {verb arguments} {
    $self instvar lanlink
    real_set name [$self agent_name]
    if {$verb eq "trace"} {
        $lanlink mustdelay
        return [::overtap::trace_event $name [lindex $arguments 0]]
    }
    real_set known {
        queue-in-bytes_ QUEUE-IN-BYTES limit_ LIMIT maxthresh_ MAXTHRESH thresh_ THRESH linterm_ LINTERM
        q_weight_ Q_WEIGHT
    }
    if {$verb ne "set" || ![dict exists $known [lindex $arguments 0]]} { return {} }
    $lanlink mustdelay
    if {![::overtap::enough $arguments 2 $self set]} { return [list {} $name 1 MODIFY {}] }
    return [list {} $name 1 MODIFY "[dict get $known [lindex $arguments 0]]=[lindex $arguments 1]"]
}
