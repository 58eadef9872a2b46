# When the script runs its simulator, everything it asked for exists and has its name: the changes come then. All names
# here have an underscore, which no node, link or LAN can have.
real_set ovt_done 0
Simulator instproc run [Simulator info instargs run] "ovt_begin \$self\n[Simulator info instbody run]"

# A script with errors, without its commands or run twice is left to the testbed's own complaint.
proc ovt_begin {sim} {
    global ovt_done
    if {$ovt_done || $::GLOBALS::errors || ![llength [info commands ::tb-set-sync-server]]} return
    real_set ovt_done 1
    if {[ovt_nested $sim]} {
        Simulator instproc spitxml_init {} "ovt_changes \$self\n[Simulator info instbody spitxml_init]"
        return
    }
    ovt_changes $sim
}

# An elab in an elab gets its nodes inside run, and only if there are none before: the changes wait for them.
proc ovt_nested {sim} {
    if {![info exists ::GLOBALS::elab_in_elab] || !$::GLOBALS::elab_in_elab} { return 0 }
    return [expr {[llength [$sim array names node_list]] == 0}]
}

# Where the user writes: commands that name what they make look at their caller.
proc ovt_as_user {args} {
    return [uplevel "#0" $args]
}

proc ovt_refuse {why} {
    error "overtap: $why"
}

# What an object says of itself, "" when it does not.
proc ovt_trait {object name} {
    if {[catch {$object set $name} value]} { return "" }
    return $value
}

proc ovt_segment {sim name} {
    if {[lsearch -exact [$sim array names lanlink_list] $name] < 0} {
        ovt_refuse "the script makes no link or LAN called $name: read the topology again"
    }
    return $name
}

# Gives a new object its name, as an assignment to a variable would.
proc ovt_name {object name} {
    if {[llength [info commands ::$name]]} {
        ovt_refuse "$name is already a command or an object of the script: choose another name"
    }
    uplevel "#0" [list rename $object $name]
    $name rename $object $name
    real_set ::GLOBALS::last_class {}
    return $name
}
