# Every member gets the address that it would get anyway, before links and LANs come and go: which of them gets which
# subnet depends on the names of all.
proc ovt_freeze {sim} {
    if {$::GLOBALS::use_ipassign} {
        ovt_refuse "tb-use-ipassign 1 leaves the addresses to a later program, which would give others: use shaper taps"
    }
    foreach segment [$sim array names lanlink_list] {
        if {![ovt_remote $segment]} { $segment fill_ips }
    }
}

# Wide-area links get their addresses in run, and only once.
proc ovt_remote {segment} {
    foreach member [$segment set nodelist] {
        if {[string equal [ovt_trait [lindex $member 0] isremote] 1]} { return 1 }
    }
    return [string equal [$segment set widearea] 1]
}
