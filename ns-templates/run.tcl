# When the script runs its simulator, everything it asked for exists and has its name: the changes come then.
namespace eval ::ovt {
    variable done 0
}
Simulator instproc run [Simulator info instargs run] "::ovt::begin \$self\n[Simulator info instbody run]"

# A script with errors, without its commands or run twice is left to the testbed's own complaint.
proc ::ovt::begin {sim} {
    variable done
    if {$done || $::GLOBALS::errors || ![llength [info commands ::tb-set-sync-server]]} return
    real_set done 1
    changes $sim
    real_set ::GLOBALS::last_class {}
}

# Where the user writes: commands that name what they make look at their caller.
proc ::ovt::as_user {args} {
    return [uplevel "#0" $args]
}

proc ::ovt::refuse {why} {
    error "overtap: $why"
}

proc ::ovt::segment {sim name} {
    if {[lsearch -exact [$sim array names lanlink_list] $name] < 0} {
        refuse "the script makes no link or LAN called $name: read the topology again"
    }
    return $name
}

# Gives a new object its name, as an assignment to a variable would.
proc ::ovt::name {object name} {
    if {[llength [info commands ::$name]]} {
        refuse "$name is already a command or an object of the script: choose another name"
    }
    uplevel "#0" [list rename $object $name]
    $name rename $object $name
    real_set ::GLOBALS::last_class {}
    return $name
}
