# A link that another object can stand in for.
proc ovt_replaceable {sim name} {
    real_set link [ovt_segment $sim $name]
    if {![string equal [$link info class] Link]} { ovt_refuse "$name is a LAN, not a link: use a shaper tap" }
    ovt_between_two $link
    return [ovt_extensible $link]
}

proc ovt_between_two {link} {
    if {[string equal [ovt_ends $link 0] [ovt_ends $link 1]]} { ovt_refuse "$link leads from [ovt_ends $link 0] to itself" }
}

# A LAN that is nothing but a switch.
proc ovt_plain_lan {lan} {
    foreach {trait what} {cloud "a cloud" iscloud "a cloud" accesspoint "around an access point"} {
        if {[lsearch -exact {{} 0} [ovt_trait $lan $trait]] < 0} { ovt_refuse "$lan is $what: use a shaper tap" }
    }
}

# A link or LAN that another object with more members can stand in for.
proc ovt_extensible {link} {
    real_set name $link
    if {[ovt_remote $link]} { ovt_refuse "$name is a wide-area link, which no tap can be put on" }
    foreach {trait what} {layer "a layer of its own" implemented_by "a path under it" path "a path under it"} {
        if {[string length [ovt_trait $link $trait]]} { ovt_refuse "$name has $what: use another link" }
    }
    if {[string match 255.255.255.25? [$link set netmask]]} {
        ovt_refuse "the subnet of $name ([$link set netmask]) has no address left for a tap: use a shaper tap"
    }
    foreach member [$link set nodelist] {
        if {[string equal [[lindex $member 0] info class] Bridge]} { ovt_refuse "$name ends at a bridge: watch the bridge" }
    }
    return $link
}

# The node at one end, 0 or 1.
proc ovt_ends {link end} {
    return [lindex [lindex [$link set nodelist] $end] 0]
}

# The new segment takes the place of the old one at an end: the node keeps its port and so its address, its routes and
# its agents. The port that the new segment was given, the last one, goes.
proc ovt_take_port {new member} {
    real_set node [lindex $member 0]
    real_set last [list $node [expr {[llength [$node set portlist]] - 1}]]
    foreach list {portlist iplist ipaliaslist wantipaliaslist} {
        if {![catch {$node set $list} ports]} { $node set $list [lreplace $ports end end] }
    }
    foreach array [ovt_arrays_of $new $last] {
        $new set ${array}($member) [$new set ${array}($last)]
        $new unset ${array}($last)
    }
    real_set members {}
    foreach each [$new set nodelist] {
        if {[string equal $each $last]} { real_set each $member }
        lappend members $each
    }
    $new set nodelist $members
}

# The arrays in which an object keeps something under that index.
proc ovt_arrays_of {object index} {
    real_set found {}
    foreach variable [$object info vars] {
        if {[$object array exists $variable] && [llength [$object array get $variable $index]]} {
            lappend found $variable
        }
    }
    return $found
}

# What holds for a whole segment.
proc ovt_copy_switches {from to} {
    foreach switch {netmask emulated nobwshaping encap trivial_ok protocol failureaction ofenabled ofcontroller} {
        if {[string length [ovt_trait $from $switch]]} { $to set $switch [$from set $switch] }
    }
    foreach array {settings member_settings} {
        if {[$from array exists $array]} { $to array set $array [$from array get $array] }
    }
}
