# Evaluates one ns script: otclsh parse.tcl SETTINGS SCRIPT ROWS FAILURE
#
# SETTINGS holds lines of tab separated words, a name first. ROWS is written when the script was accepted, FAILURE when a Tcl error
# stopped it; what the script itself prints goes to stdout, diagnostics to stderr. Everything is ISO-8859-1.

encoding system iso8859-1
fconfigure stdout -encoding iso8859-1
fconfigure stderr -encoding iso8859-1

source [file join [file dirname [info script]] core.tcl]
foreach file {units simulator extras node lanlink lanrows agents objects events sequences routes rows} {
    real_source [file join [file dirname [info script]] $file.tcl]
}
unset file

proc ::overtap::read_settings {file} {
    variable settings
    real_set in [open $file]
    while {[gets $in line] >= 0} {
        real_set fields [split $line "\t"]
        real_set settings([lindex $fields 0]) [lrange $fields 1 end]
    }
    close $in
    foreach name {pid eid} { real_set ::GLOBALS::$name [lindex $settings($name) 0] }
    real_set ::GLOBALS::gid $::GLOBALS::pid
    real_set ::GLOBALS::impotent [lindex $settings(impotent) 0]
    real_set ::GLOBALS::anonymous $::GLOBALS::impotent
}

# One row a line, fields apart by tabs, with \ and line ends escaped; a last line with their number.
proc ::overtap::deliver {file} {
    variable rows
    real_set out [open $file w]
    fconfigure $out -translation lf
    foreach row $rows {
        real_set fields {}
        foreach field $row {
            lappend fields [string map [list "\\" "\\\\" "\t" "\\t" "\n" "\\n" "\r" "\\r"] $field]
        }
        chan puts $out "row\t[join $fields \t]"
    }
    chan puts $out "end\t[llength $rows]"
    close $out
}

proc ::overtap::write_failure {file line kind trace} {
    real_set out [open $file w]
    chan puts $out $line
    chan puts $out $kind
    chan puts -nonewline $out $trace
    close $out
}

proc ::overtap::record_stop {file options} {
    real_set code [dict get $options -errorcode]
    real_set trace [dict get $options -errorinfo]
    if {[lindex $code 0] eq "OVERTAP"} {
        write_failure $file [lindex $code 2] unknown $trace
    } else {
        write_failure $file 0 error $trace
    }
}

proc ::overtap::main {settings_file script_file rows_file failure_file} {
    variable script
    read_settings $settings_file
    real_set script [file normalize $script_file]
    real_set rows_file [file normalize $rows_file]
    real_set failure_file [file normalize $failure_file]
    if {[catch {uplevel "#0" [list ::real_source $script]} message options]} {
        record_stop $failure_file $options
        return 2
    }
    if {!$::GLOBALS::ran} { perror "No 'Simulator run' statement found." }
    if {$::GLOBALS::errors > 0} {
        write_failure $failure_file $::GLOBALS::error_line errors ""
        return 1
    }
    deliver $rows_file
    return 0
}

exit [eval [linsert $argv 0 ::overtap::main]]
