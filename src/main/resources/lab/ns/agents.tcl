# Programs, traffic agents and their applications, and groups of agents.

Class Program -superclass OvertapNamed

# Also made by `new Program $ns`, and told its node and its command then.
Program instproc init {sim {on {}} {arguments {}}} {
    $self next
    foreach {name value} [list simulator $sim node $on command {} dir [list {}] timeout {} expected_exit_code {}] {
        $self set $name $value
    }
    $sim set program_list($self) {}
    real_set given [::overtap::options $arguments {-command {} -dir {} -timeout {} -expected-exit-code {}}]
    $self set command [dict get $given -command]
    $self set dir [list [dict get $given -dir]]
    $self set expected_exit_code [dict get $given -expected-exit-code]
    if {[dict get $given -timeout] eq ""} return
    real_set seconds [::overtap::seconds [dict get $given -timeout]]
    if {$seconds == -1} {
        ::overtap::perror "-timeout value is not a relative time: [dict get $given -timeout]"
        return
    }
    $self set timeout $seconds
}

Program instproc rename {old new} {
    $self next $old $new
    $self instvar simulator
    $simulator rename_in program_list $old $new
}

Program instproc write_rows {} {
    $self instvar node command dir timeout expected_exit_code
    ::overtap::row virt_programs vnode $node vname $self command $command dir $dir timeout $timeout \
        expected_exit_code $expected_exit_code
    ::overtap::row virt_agents vnode $node vname $self objecttype 4
    ::overtap::row event_groups group_name __all_programs agent_name $self
}

Class EventGroup -superclass OvertapNamed

EventGroup instproc init {sim {members {}}} {
    $self next
    $self set simulator $sim
    $self set agents $members
}
EventGroup instproc rename {old new} {
    $self next $old $new
    $self instvar simulator
    $simulator rename_in group_list $old $new
}
# All members are of one kind.
EventGroup instproc add {args} {
    $self instvar agents
    foreach member [concat $args] {
        if {[llength $agents] > 0 && [::overtap::kind $member] ne [::overtap::kind [lindex $agents 0]]} {
            ::overtap::perror "\[$self add $member] All members must be of the same type!"
            return
        }
        lappend agents $member
    }
}
EventGroup instproc members {} { return [$self set agents] }
proc ::overtap::kind {object} {
    if {![is OvertapNamed $object]} { return $object }
    return [expr {[is LanLink $object] ? {LanLink} : [::$object info class]}]
}
EventGroup instproc write_rows {} {
    $self instvar agents
    foreach agent $agents { ::overtap::row event_groups group_name $self agent_name $agent }
}

Simulator instproc event-group {{members {}}} {
    $self instvar group_list
    real_set name tbgroup-g[incr ::GLOBALS::agent_counter]
    EventGroup create $name $self $members
    real_set group_list($name) {}
    return [$self made $name]
}

# An end of a connection, on a node's port of its own. A source's row carries its application's name.
Class Agent -superclass OvertapNamed

Agent instproc init {args} {
    $self next
    foreach {name value} {node {} port 0 peer {} application {} proto udp role sink} { $self set $name $value }
}
Agent instproc attached_to {on at} {
    $self set node $on
    $self set port $at
}
Agent instproc connect_to {other} { $self set peer $other }

# Links that hold a peer's name follow a rename, an agent on a node as well.
Agent instproc rename {old new} {
    $self next $old $new
    $self instvar node peer application
    if {$peer ne "" && [$peer set peer] eq $old} { $peer set peer $new }
    if {$application ne ""} { $application set agent $new }
    if {$node ne ""} {
        real_set agents {}
        foreach agent [$node set agents] { lappend agents [expr {$agent eq $old ? $new : $agent}] }
        $node set agents $agents
    }
}

Agent instproc traffic_name {} {
    $self instvar application
    return [expr {$application eq {} ? $self : $application}]
}

# The address towards the peer: on a network both are on, else the first.
Agent instproc address {} {
    $self instvar node peer
    real_set other [$peer set node]
    foreach lanlink [$node set portlist] {
        if {[$lanlink member_of $other] >= 0} { return [$node ip [$node port_on $lanlink]] }
    }
    if {[llength [$node set portlist]] == 0} { return "" }
    return [$node ip 0]
}

Agent instproc write_rows {} {
    $self instvar node port peer application proto role
    if {$peer eq "" || [$peer set node] eq ""} return
    real_set name [$self traffic_name]
    ::overtap::row virt_trafgens vnode $node vname $name role [expr {$application eq {} ? $role : {source}}] \
        proto $proto port $port ip [$self address] target_vnode [$peer set node] \
        target_vname [$peer traffic_name] target_port [$peer set port] target_ip [$peer address] generator TG
    ::overtap::row virt_agents vnode $node vname $name objecttype 2
    if {$application ne ""} { $application write_event }
}

Class Agent/UDP -superclass Agent
Class Agent/Null -superclass Agent
Class Agent/TCP -superclass Agent
Agent/TCP instproc init {args} {
    $self next
    $self set proto tcp
}
foreach class {Agent/TCPSink Agent/TCP/FullTcp Agent/TCP/Reno Agent/TCP/Newreno Agent/TCP/Sack1 Agent/TCP/Vegas} {
    Class $class -superclass Agent/TCP
}
foreach class {Agent/TCPSink/DelAck Agent/TCPSink/Sack1} { Class $class -superclass Agent/TCPSink }
unset class

Class Application -superclass OvertapNamed
Application instproc init {args} {
    $self next
    $self set agent ""
}
Application instproc attach-agent {to} {
    if {![::overtap::is Agent $to]} { ::overtap::perror "\[attach-agent] $to is not an agent."; return }
    $self set agent $to
    $to set application $self
}
Application instproc rename {old new} {
    $self next $old $new
    $self instvar agent
    if {$agent ne ""} { $agent set application $new }
}
# A method with neither arguments nor statements would be removed, hence the return.
Application instproc write_event {} { return }

Class Application/Traffic -superclass Application
Class Application/Traffic/CBR -superclass Application/Traffic
Application/Traffic/CBR instproc init {args} {
    $self next
    foreach {name value} {packetSize_ 500 rate_ 100Kb interval_ -1 iptos_ -1} { $self set $name $value }
}
Application/Traffic/CBR instproc write_event {} {
    $self instvar agent packetSize_ rate_ interval_ iptos_
    ::overtap::row eventlist time 0 vnode [$agent set node] vname $self objecttype 2 eventtype 6 arguments \
        "PACKETSIZE=$packetSize_ RATE=[::overtap::bits $rate_] INTERVAL=$interval_ IPTOS=$iptos_" \
        atstring {} parent __ns_sequence
}
Class Application/FTP -superclass Application
Class Application/Telnet -superclass Application

proc ::overtap::bits {rate} { return [expr {[bandwidth $rate] * 1000}] }
