# Ground under every other file of the prelude: diagnostics, the replaced commands
# (set, source, unknown), object creation and the buffer of result rows.
#
# Code of the prelude says real_set, because `set` renames objects for the user, and procedures of ::overtap say ::$object,
# because an object may be called like one of them.

namespace eval ::GLOBALS {
    variable last_class ""
    variable pid ""
    variable gid ""
    variable eid ""
    variable impotent 0
    variable anonymous 0
    variable errors 0
    variable error_line 0
    variable sim ""
    variable ran 0
    variable agent_counter 0
    variable sync_server ""
    variable use_ipassign 0
    variable use_physnaming 0
    variable security_level 0
    variable explicit_firewall 0
}

namespace eval ::overtap {
    variable settings
    variable rows {}
    variable home [file dirname [file normalize [info script]]]
    variable script ""
}

rename set real_set
rename source real_source

# The number of the user's line that is being evaluated, 0 when there is none.
proc ::overtap::user_line {} {
    for {real_set i [info frame]} {$i > 0} {incr i -1} {
        real_set frame [info frame $i]
        if {[dict exists $frame file] && [dict get $frame file] eq $::overtap::script} {
            return [dict get $frame line]
        }
    }
    return 0
}

# An error of the user's: told at once, counted, and the parse goes on to the end.
proc ::overtap::perror {message {line 0}} {
    incr ::GLOBALS::errors
    if {$line == 0} { real_set line [user_line] }
    if {$::GLOBALS::error_line == 0} { real_set ::GLOBALS::error_line $line }
    chan puts stderr "*** $::argv0: "
    chan puts stderr "    $message"
}

proc ::overtap::warning {message} {
    chan puts stderr "*** WARNING: $message"
}

proc ::overtap::unsupported {what} {
    warning "Unsupported NS Statement!"
    chan puts stderr "    $what"
}

proc unknown {args} {
    error "Unknown: [lindex $args 0]" "" [list OVERTAP UNKNOWN [::overtap::user_line]]
}

# Assigning the object made last to a global variable names the object after the variable.
proc set {args} {
    if {[llength $args] != 2} { return [uplevel 1 [linsert $args 0 ::real_set]] }
    real_set value [uplevel 1 [linsert $args 0 ::real_set]]
    if {$value eq "" || $value ne $::GLOBALS::last_class} { return $value }
    real_set variable [lindex $args 0]
    if {![uplevel "#0" [list info exists $variable]]} { return $value }
    real_set name [::overtap::adopt $value $variable]
    return [uplevel 1 [list ::real_set $variable $name]]
}

proc ::overtap::adopt {object variable} {
    real_set ::GLOBALS::last_class ""
    real_set name [string trimleft $variable ":"]
    if {[regexp {^(.+)\((.*)\)$} $name -> array index]} { real_set name "$array-$index" }
    if {[bad_name $name] ne ""} { real_set ::overtap::named_at($name) [user_line] }
    if {$name ne $object} {
        uplevel "#0" [list rename $object $name]
        ::$name rename $object $name
    }
    return $name
}

# Why a name cannot be used, "" when it can. Told by run, not when the name is given.
proc ::overtap::bad_name {name} {
    if {$name eq "ops" || [regexp {^tbs?delay[0-9]+$} $name]} { return "The name $name is reserved." }
    if {[regexp {^[-0-9A-Za-z]+$} $name]} { return "" }
    return "Invalid name $name: only letters, digits and - are allowed."
}

proc source {args} {
    real_set file [lindex $args end]
    if {$file eq "tb_compat.tcl"} {
        uplevel "#0" [list ::real_source $::overtap::home/tb.tcl]
        return
    }
    ::overtap::row external_sourcefiles pathname $file
    uplevel 1 [linsert $args 0 ::real_source]
}

# `new CLASS args`: an object with a name of its own until it is assigned. What we don't know only warns, and so does
# whatever is asked of it.
proc new {class args} {
    if {[info commands $class] eq ""} {
        ::overtap::unsupported "Object: $class"
        real_set args [list $class]
        real_set class NullClass
    }
    real_set name "tb[string tolower [string map {/ -} $class]]-o[incr ::GLOBALS::agent_counter]"
    uplevel 1 [list $class create $name] $args
    real_set ::GLOBALS::last_class $name
    return $name
}

# Adds a row to a result table: row TABLE COLUMN VALUE COLUMN VALUE ...
# The list is no result of this: a result that is held elsewhere makes the next lappend copy it all.
proc ::overtap::row {table args} {
    lappend ::overtap::rows [linsert $args 0 $table]
    return
}

proc ::overtap::setting {name} {
    return $::overtap::settings($name)
}

# Whatever a user's variable may name. An unknown method warns, and the parse goes on.
Class OvertapNamed
OvertapNamed instproc init {args} {
    real_set ::overtap::objects($self) 1
}
OvertapNamed instproc unknown {method args} {
    ::overtap::unsupported "$self $method $args"
}

# Called after the command was renamed, to bring every reference along.
OvertapNamed instproc rename {old new} {
    unset -nocomplain ::overtap::objects($old)
    real_set ::overtap::objects($new) 1
}

# An object of a kind that the testbed doesn't know.
Class NullClass -superclass OvertapNamed
NullClass instproc init {kind} {
    $self next
    $self set kind $kind
}
NullClass instproc unknown {method args} { ::overtap::unsupported "[$self set kind] $method" }

# Options as -NAME VALUE pairs over their defaults.
proc ::overtap::options {given defaults} {
    foreach {name value} $given {
        if {![dict exists $defaults $name]} {
            error "bad option '$name', should be one of: [lsort [dict keys $defaults]]"
        }
        dict set defaults $name $value
    }
    return $defaults
}

# Seconds of "20", "1.5" or "1h20m3s"; -1 for anything else.
proc ::overtap::seconds {text} {
    if {[regexp {^([0-9]+(\.[0-9]+)?|\.[0-9]+)$} $text]} { return $text }
    if {![regexp {^(?:([0-9]+)h)?(?:([0-9]+)m)?(?:([0-9]+)s)?$} $text -> hours minutes seconds]} { return -1 }
    real_set total 0
    foreach {number factor} [list $hours 3600 $minutes 60 $seconds 1] {
        if {$number ne ""} { incr total [expr {[scan $number %d] * $factor}] }
    }
    return $total
}

proc ::overtap::is {class object} {
    return [expr {[info exists ::overtap::objects($object)] && [::$object info class $class]}]
}
