# A bandwidth that no port has makes the testbed put a shaper before this member alone.
proc ovt_member {sim lan node bandwidth} {
    ovt_as_user tb-set-node-lan-bandwidth $node [ovt_segment $sim $lan] $bandwidth
}
