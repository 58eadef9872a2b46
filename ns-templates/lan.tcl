# The link becomes a LAN of the same name with one more member, which is not shaped.
proc ovt_lan {sim name tap bandwidth} {
    real_set link [ovt_replaceable $sim $name]
    ovt_node $sim $tap {} {} {} {}
    real_set old ovt-link-$link
    real_set members [$link set nodelist]
    uplevel "#0" [list rename $link $old]
    real_set lan [$sim make-lan [list [ovt_ends $old 0] [ovt_ends $old 1] $tap] $bandwidth 0ms]
    uplevel "#0" [list rename $lan $name]
    $name rename $lan $name
    real_set ::GLOBALS::last_class {}
    foreach member $members {
        ovt_take_port $name $member
        foreach array [ovt_arrays_of $old $member] { $name set ${array}($member) [$old set ${array}($member)] }
        if {[llength [$name array get linkq $member]]} { $name set linkq($member) [$old Queue [lindex $member 0]] }
    }
    ovt_copy_switches $old $name
    foreach switch {mustdelay uselinkdelay} { $name set $switch [$old set $switch] }
    $name fill_ips
}
