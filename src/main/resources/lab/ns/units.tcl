# Bandwidth in Kbps, delay in ms, loss as a fraction, IPv4 addresses as integers.

# Kilobits per second of "10Mb", "1.5Mb", "100000" (bits), 0 for "*", -1 for "~".
proc ::overtap::bandwidth {text} {
    if {$text eq "*"} { return 0 }
    if {$text eq "~"} { return -1 }
    if {![regexp {^([0-9]*\.?[0-9]+|[0-9]+\.)(b|bps|k|kb|kbps|K|Kb|Kbps|M|Mb|Mbps|G|Gb|Gbps)?$} $text -> number unit]} {
        perror "$text is not a valid bandwidth."
        return 0
    }
    switch -- [string index $unit 0] {
        k - K   { real_set factor 1.0 }
        M       { real_set factor 1000.0 }
        G       { real_set factor 1000000.0 }
        default { real_set factor 0.001 }
    }
    real_set kbps [expr {wide([::overtap::decimal $number] * $factor + 1e-6)}]
    if {$kbps < 10} {
        perror "Bandwidth $text is too low: the minimum is 10Kbps."
    } elseif {$kbps > 10000000} {
        perror "Bandwidth $text is too high: the maximum is 10Gbps."
    }
    return $kbps
}

# Whole milliseconds of "40ms", "0.04s", "40000000ns" or, without a unit, seconds.
proc ::overtap::delay {text} {
    if {![regexp {^([0-9]*\.?[0-9]+|[0-9]+\.)(s|ms|ns)?$} $text -> number unit]} {
        perror "$text is not a valid delay."
        return 0
    }
    switch -- $unit {
        ms      { real_set factor 1.0 }
        ns      { real_set factor 0.000001 }
        default { real_set factor 1000.0 }
    }
    real_set ms [expr {[::overtap::decimal $number] * $factor}]
    real_set threshold [setting delay_threshold]
    if {$ms != 0 && $ms < $threshold - 1e-9} {
        perror "Delay $text is too low: it must be 0 or at least ${threshold}ms."
        return 0
    }
    return [expr {wide($ms + 1e-6)}]
}

# A written number as a double; a leading zero never makes it octal.
proc ::overtap::decimal {number} {
    scan $number %f value
    return $value
}

# A loss is 0, or from 0.000005 to 1.
proc ::overtap::loss {text} {
    if {![regexp {^([0-9]+(\.[0-9]+)?|\.[0-9]+)$} $text] || $text > 1 || ($text != 0 && $text < 0.000005)} {
        perror "\[[lindex [info level -1] 0]] $text is not a valid loss rate."
        return 0
    }
    return $text
}

# What each of the two halves of a connection must lose so that together they lose p.
proc ::overtap::half_loss {loss} {
    if {$loss == 0} { return 0 }
    return [expr {1 - sqrt(1 - $loss)}]
}

# The integer of a dotted IPv4 address, "" when it is none.
proc ::overtap::address {text} {
    if {![regexp {^([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})$} $text -> a b c d]} { return "" }
    real_set value 0
    foreach octet [list $a $b $c $d] {
        scan $octet %d octet
        if {$octet > 255} { return "" }
        real_set value [expr {$value * 256 + $octet}]
    }
    return $value
}

proc ::overtap::dotted {address} {
    return [join [list [expr {$address >> 24 & 255}] [expr {$address >> 16 & 255}] \
        [expr {$address >> 8 & 255}] [expr {$address & 255}]] .]
}

proc ::overtap::is_netmask {text} {
    real_set mask [address $text]
    if {$mask eq "" || $mask == 0} { return 0 }
    real_set host [expr {~$mask & 0xffffffff}]
    return [expr {($host & ($host + 1)) == 0 && $host >= 3}]
}
