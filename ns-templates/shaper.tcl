# The testbed puts a shaper on the link, or on each member of the LAN, even where nothing is to be shaped.
proc ::ovt::shaper {sim segment} {
    [segment $sim $segment] mustdelay
}
