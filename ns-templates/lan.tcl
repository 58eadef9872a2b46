# The link becomes a LAN of the same name with one more member, which is not shaped. A LAN becomes another one with all
# its members and that one.
proc ovt_lan {sim name tap bandwidth} {
    real_set link [ovt_pluggable $sim $name]
    ovt_node $sim $tap {} {} {} {}
    real_set old ovt-link-$link
    real_set members [$link set nodelist]
    uplevel "#0" [list rename $link $old]
    real_set nodes {}
    foreach member $members { lappend nodes [lindex $member 0] }
    real_set lan [$sim make-lan [concat $nodes [list $tap]] $bandwidth 0ms]
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

# A link or LAN that a LAN with one more member can stand in for.
proc ovt_pluggable {sim name} {
    real_set lan [ovt_segment $sim $name]
    if {[string equal [$lan info class] Link]} { return [ovt_replaceable $sim $name] }
    ovt_plain_lan $lan
    if {[string length [ovt_trait $lan trace]]} { ovt_refuse "$name is traced: use a shaper tap" }
    return [ovt_extensible $lan]
}
