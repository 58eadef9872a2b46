# The tb- commands: what `source tb_compat.tcl` brings. Here those on nodes.

real_set ::overtap::compat 1
real_set ::overtap::tarfiles {}
proc tbx-log {message} {}

# Checks that an argument is of a kind; complains in the command's name otherwise. A bridge is a Machine, but no Node.
proc ::overtap::expect {kind object} {
    real_set class [expr {$kind eq "Machine" ? {Node} : $kind}]
    if {[is $class $object] && ($kind ne "Node" || ![is Bridge $object])} { return 1 }
    real_set what [dict get {Node node Machine node LanLink {link or a lan} Link link Lan LAN} $kind]
    perror "\[[lindex [info level -1] 0]] $object is not a $what."
    return 0
}

# The member number of a node, -1 after a complaint.
proc ::overtap::member {lanlink node} {
    real_set member [::$lanlink member_of $node]
    if {$member < 0} { perror "\[[lindex [info level -1] 0]] $node is not in $lanlink." }
    return $member
}

# A switch that is 0 or 1, as a number; anything else is refused.
proc ::overtap::on_off {value} {
    if {[string is double -strict $value] && ($value == 0 || $value == 1)} { return [expr {int($value)}] }
    perror "\[[lindex [info level -1] 0]] $value must be 0/1"
    return 0
}

# Whether one of some words was given.
proc ::overtap::one_of {value words} {
    if {[lsearch -exact $words $value] >= 0} { return 1 }
    perror "\[[lindex [info level -1] 0]] $value is not one of [join $words |]"
    return 0
}

# --- hardware and images

# A testbed that doesn't list its types or images takes whatever can be the name of one.
proc ::overtap::known {list name form} {
    variable settings
    if {[info exists settings($list)]} { return [expr {[lsearch -exact $settings($list) $name] >= 0}] }
    return [regexp $form $name]
}
proc ::overtap::is_type {type} {
    return [expr {[lsearch -exact [setting remote_types] $type] >= 0
        || [known types $type {^[-A-Za-z0-9_]{1,30}$}] || [info exists ::overtap::vtypes($type)]}]
}

# IMAGE, PROJECT/IMAGE, each with :VERSION, or a URL. A mere syntax check doesn't look.
proc ::overtap::is_image {image} {
    if {$::GLOBALS::impotent || [regexp {^(ftp|https?)://[-\w./@:~?=&%+]*$} $image]} { return 1 }
    if {![regexp {^((?:[-\w]+/)?[-\w.+]{2,128})(?::[0-9]+)?$} $image -> name]} { return 0 }
    return [known images $name {^.*$}]
}

proc tb-set-hardware {node type args} {
    if {![::overtap::expect Machine $node]} return
    if {![::overtap::is_type $type]} {
        ::overtap::perror "\[tb-set-hardware] Invalid hardware type $type."
        return
    }
    $node set type $type
    $node set remote [expr {[lsearch -exact [::overtap::setting remote_types] $type] >= 0}]
    $node set subnode [regexp {^(ixp|mica|mote|nodes-mote)} $type]
}

proc tb-set-node-os {node os {parent 0}} {
    if {![::overtap::expect Machine $node]} return
    if {![::overtap::is_image $os]} {
        ::overtap::perror "\[tb-set-node-os] Invalid osid $os."
        return
    }
    $node set osname $os
    if {$parent eq "0" || $parent eq ""} return
    if {![::overtap::is_image $parent]} {
        ::overtap::perror "\[tb-set-node-os] Invalid parent osid $parent."
        return
    }
    $node column parent_osname $parent
}
proc tb-set-node-loadlist {node list} {
    foreach os [split $list ","] {
        if {[::overtap::is_image $os]} continue
        ::overtap::perror "\[tb-set-node-loadlist] Invalid osid $os."
        return
    }
    $node column loadlist $list
}
proc tb-set-delay-os {os} { ::overtap::image_of_all delay_osname $os }
proc tb-set-jail-os {os} { ::overtap::image_of_all jail_osname $os }
proc ::overtap::image_of_all {column os} {
    if {![is_image $os]} { perror "\[[lindex [info level -1] 0]] Invalid osid $os."; return }
    experiment $column $os
}

# --- software

proc tb-set-node-startcmd {node command} {
    if {![::overtap::expect Node $node]} return
    return [$node start-command $command]
}
# The older way: whenever the node boots.
proc tb-set-node-startup {node command} { $node set startupcmd $command }

proc tb-set-node-cmdline {node text} { $node set cmd_line $text }
proc tb-set-node-rpms {node args} {
    if {[llength $args] == 0} { ::overtap::perror "\[tb-set-node-rpms] No rpms given."; return }
    if {[llength $args] == 1} { real_set args [split [lindex $args 0] " "] }
    $node set rpms [join $args ";"]
}

# Pairs of directory and file; the last call wins.
proc tb-set-node-tarfiles {node args} {
    if {[llength $args] == 0} {
        ::overtap::perror "\[tb-set-node-tarfiles] tb-set-node-tarfiles <node> (<dir> <tar>)+"
        return
    }
    real_set pairs {}
    foreach pair [tb-proc-tarfiles tb-set-node-tarfiles $args] { lappend pairs [join $pair " "] }
    $node set tarfiles [join $pairs ";"]
}
proc tb-set-tarfiles {args} {
    if {[llength $args] == 0} {
        ::overtap::perror "\[tb-set-tarfiles] tb-set-tarfiles (<dir> <tar>)+"
        return
    }
    real_set ::overtap::tarfiles [concat $::overtap::tarfiles [tb-proc-tarfiles tb-set-tarfiles $args]]
}

# The pairs of directory and tarfile; none, after a complaint, where one is wrong.
proc tb-proc-tarfiles {command words} {
    if {[llength $words] == 1} { real_set words [split [lindex $words 0] " "] }
    if {[llength $words] % 2 != 0} {
        ::overtap::perror "\[$command] Arguments should be node and series of pairs."
        return
    }
    real_set pairs {}
    foreach {directory file} $words {
        real_set problem [::overtap::tarfile_problem $directory $file]
        if {$problem ne ""} { ::overtap::perror "\[$command] $problem"; return }
        lappend pairs [list $directory $file]
    }
    return $pairs
}

# Files are only looked for where the testbed names its files, and never by a mere syntax check.
proc ::overtap::tarfile_problem {directory file} {
    variable settings
    if {[regexp {^/(proj|groups|users|share)/} $directory]} {
        return "'$directory' refers to an NFS directory instead of the node's local disk."
    }
    if {![string match /* $directory]} { return "'$directory' is not an absolute path." }
    if {!$::GLOBALS::impotent} {
        if {[string match *://* $file]} {
            if {![regexp {^(https?|ftp|xxx)://} $file]} { return "'$file' is not an http, https, or ftp URL." }
        } elseif {[info exists settings(tarfiles)] && [lsearch -exact $settings(tarfiles) $file] < 0} {
            return "'$file' does not exist."
        }
    }
    if {![regexp {\.(tar|tar\.Z|tar\.gz|tgz|tar\.bz2)$} $file]} {
        return "'$file' does not have a valid extension (e.g. *.tar, *.tar.Z, *.tar.gz, *.tgz)."
    }
}

# --- where it runs, and what becomes of it

proc tb-set-node-failure-action {node action} {
    if {[::overtap::expect Machine $node] && [::overtap::one_of $action {fatal nonfatal ignore}]} {
        $node set failureaction $action
    }
}

# To a machine by name; to another node only what is no machine of its own.
proc tb-fix-node {node machine} {
    if {![::overtap::is Blockstore $node] && ![::overtap::expect Node $node]} return
    if {[::overtap::is Blockstore $node]} { $node set_fixed $machine; return }
    if {[::overtap::is Node $machine] && ![$node set subnode] && ![string match *vm* [$node set type]]} {
        ::overtap::perror "\[set-fixed] Improper fix-node $node to $machine!"
        return
    }
    $node set fixed $machine
}
proc tb-bind-parent {sub machine} { tb-fix-node $sub $machine }
proc tb-fix-interface {node lanlink iface} {
    if {[::overtap::expect Node $node] && [::overtap::expect LanLink $lanlink]} {
        $lanlink set_fixed_iface $node $iface
    }
}
proc tb-set-node-usesharednode {node weight} { $node add-desire pcshared $weight }
proc tb-set-node-sharingmode {node mode} { $node column sharing_mode $mode }
proc tb-set-node-routable-ip {node on} {
    if {![::overtap::expect Node $node]} return
    $node add-attribute routable_control_ip [expr {[::overtap::on_off $on] ? {true} : {false}}]
}
# In megabytes.
proc tb-set-node-memory-size {node size} {
    if {![::overtap::expect Node $node]} return
    $node add-attribute MEMORY_SIZE $size
    $node add-desire ?+ram $size
}
proc tb-set-node-id {node id} { if {[::overtap::expect Node $node]} { $node column numeric_id $id } }

real_source $::overtap::home/tbexp.tcl
real_source $::overtap::home/tblinks.tcl
real_source $::overtap::home/tbmembers.tcl
real_source $::overtap::home/tbelab.tcl
