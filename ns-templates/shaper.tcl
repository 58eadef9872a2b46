# The testbed puts a shaper on the link, or on each member of the LAN, even where nothing is to be shaped.
proc ovt_shaper {sim segment} {
    [ovt_segment $sim $segment] mustdelay
}
