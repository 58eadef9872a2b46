# Sequences and timelines: events that a script starts together. Those of a sequence follow one another, those of a
# timeline have times of their own.

Class EventSeries -superclass OvertapNamed
EventSeries instproc init {sim args} {
    $self next
    foreach {name value} [list simulator $sim rows {} catching 0] { $self set $name $value }
    $sim add_part $self
}
EventSeries instproc rename {old new} {
    $self next $old $new
    $self instvar simulator
    $simulator rename_in part_list $old $new
}
EventSeries instproc event {verb arguments} {
    if {[lsearch -exact {start run reset} $verb] < 0} { return {} }
    return [list {} $self [$self number] [string toupper $verb] {}]
}
EventSeries instproc take {time statements} {
    $self instvar rows
    foreach statement [split $statements ";"] {
        foreach event [::overtap::events $statement] { lappend rows [linsert $event 0 $time] }
    }
}
EventSeries instproc write_rows {} {
    $self instvar rows
    foreach row $rows {
        real_set when [lindex $row 0]
        eval [concat [list ::overtap::row eventlist] [expr {$when eq {} ? {} : [list time $when]}] \
            [::overtap::event_columns [lrange $row 1 end]] [list triggertype 0 parent $self]]
    }
    ::overtap::row virt_agents vnode * vname $self objecttype [$self number]
}

Class EventSequence -superclass EventSeries
EventSequence instproc number {} { return 11 }
EventSequence instproc append {event} { $self take {} $event }

Class EventTimeline -superclass EventSeries
EventTimeline instproc number {} { return 12 }
EventTimeline instproc at {time statements} {
    real_set seconds [::overtap::seconds $time]
    if {$seconds == -1} { ::overtap::perror "Invalid time spec: $time"; return }
    $self take $seconds $statements
}

Simulator instproc event-timeline {args} { return [$self series EventTimeline tbtl-tl] }

# Lines of events; with an event to catch, two sequences and one that runs both.
Simulator instproc event-sequence {{lines {}} {catch {}} {catch_lines {}}} {
    if {$catch eq ""} { return [uplevel 1 [list $self sequence_of $lines]] }
    real_set first [uplevel 1 [list $self sequence_of $lines]]
    real_set second [uplevel 1 [list $self sequence_of $catch_lines]]
    return [$self sequence_of "$first run\n$second run"]
}
Simulator instproc sequence_of {lines} {
    real_set sequence [$self series EventSequence tbseq-seq]
    foreach line [split $lines "\n"] {
        real_set event [string trim [uplevel 1 [list subst $line]]]
        if {$event ne ""} { $sequence append $event }
    }
    real_set ::GLOBALS::last_class $sequence
    return $sequence
}
Simulator instproc series {kind prefix} {
    real_set name $prefix[$self next_id]
    $kind create $name $self
    return [$self made $name]
}
