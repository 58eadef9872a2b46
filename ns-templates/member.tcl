# A bandwidth that no port has makes the testbed put a shaper before this member alone.
proc ::ovt::member {sim lan node bandwidth} {
    as_user tb-set-node-lan-bandwidth $node [segment $sim $lan] $bandwidth
}
