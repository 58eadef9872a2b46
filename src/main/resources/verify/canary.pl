# canary.pl VERB NAME ARGS...  One end of canaries. canary.py does just the same.
#
# hold NAME FROM TO BYTES SECONDS: for each "ADDRESS INTERFACE" on standard input (- where routes decide) a socket at
#   port FROM, bound to the interface, and ears at port TO: one bound to the interface, and one for what comes astray.
#   Prints "range LOW HIGH", the ports that the kernel gives away, and for each address "ADDRESS ok", "ADDRESS taken",
#   or "ADDRESS failed: WORDS"; or "root" where only root may do that. Then it stays for so many seconds since it was
#   last asked, counts, and listens at the abstract socket NAME for the other verbs, so that nothing is on any disk.
# go NAME COUNT MILLISECONDS: sends COUNT datagrams for each "OWN PEER" on standard input, one every so often, and prints
#   "OWN PEER SENT" and why not, for each.
# end NAME MILLISECONDS: waits at most so long until each "PEER OWN COUNT" on standard input has come, prints
#   "PEER OWN CAME ASTRAY" for each, and goes.
# quit NAME: goes.
use strict;
use warnings;

BEGIN {
    eval {
        require Errno;
        require Socket;
        Socket->import(qw(:DEFAULT inet_pton inet_ntop pack_sockaddr_in6 unpack_sockaddr_in6));
        # Loaded where it is used: that takes as long as all the rest.
        require POSIX if $ARGV[0] eq 'hold';
        1;
    } or exit 120;
}

my ($verb, $name, @args) = @ARGV;
my $door = pack_sockaddr_un("\0$name");
$| = 1;

if ($verb ne 'hold') {
    my $ask = join(' ', $verb, @args) . "\n" . join('', <STDIN>);
    socket(my $end, PF_UNIX, SOCK_STREAM, 0);
    connect($end, $door)
        or do { print STDERR "what sends and hears canaries there is gone: $!\n"; exit 1 };
    while (length $ask) {
        my $written = syswrite($end, $ask) // exit 1;
        substr($ask, 0, $written) = '';
    }
    shutdown($end, 1);
    print while <$end>;
    exit 0;
}

my ($from, $to, $bytes, $seconds) = @args;
my (%out, %ears, %at, %astray, %came);

sub family { return index($_[0], ':') < 0 ? AF_INET : AF_INET6 }

sub raw { return inet_pton(family($_[0]), $_[0]) }

sub endpoint {
    my ($address, $port) = @_;
    return family($address) == AF_INET ? pack_sockaddr_in($port, raw($address)) : pack_sockaddr_in6($port, raw($address));
}

sub words {
    my ($address, $device) = @_;
    return 'taken' if $!{EADDRINUSE};
    return "failed: $device does not have the address $address" if $!{EADDRNOTAVAIL} && $device ne '-';
    return "failed: it does not have the address $address" if $!{EADDRNOTAVAIL};
    return "failed: it has no interface $device" if $!{ENODEV};
    return "failed: $!";
}

sub udp {
    my ($address, $port, $device, $shared) = @_;
    socket(my $socket, family($address), SOCK_DGRAM, 0) or return;
    if ($device ne '-' && !setsockopt($socket, SOL_SOCKET, 25, "$device\0")) {
        if ($!{EPERM}) { print "root\n"; exit 0 }
        return;
    }
    setsockopt($socket, SOL_SOCKET, SO_REUSEADDR, pack('i', 1)) if $shared;
    return bind($socket, endpoint($address, $port)) ? $socket : undef;
}

sub trouble {
    my ($device) = @_;
    socket(my $any, PF_INET, SOCK_DGRAM, 0) or return;
    my $ask = pack('a16 x48', $device);
    return "failed: it has no interface $device" unless ioctl($any, 0x8913, $ask);
    my $flags = unpack('x16 s', $ask);
    return "failed: its interface $device is down" unless $flags & 0x1;
    return "failed: its interface $device has no carrier" unless $flags & 0x40;
    return;
}

sub hold {
    my ($address, $device) = @_;
    my $wrong = $device eq '-' ? undef : trouble($device);
    return $wrong if $wrong;
    my $out = udp($address, $from, $device) or return words($address, $device);
    my $any = udp($address, $to, '-') or return words($address, $device);
    my @both = ($any);
    if ($device ne '-') {
        # The kernel gives a datagram to the socket of its interface first.
        setsockopt($any, SOL_SOCKET, SO_REUSEADDR, pack('i', 1));
        my $own = udp($address, $to, $device, 1) or return words($address, $device);
        push @both, $own;
        $astray{fileno $any} = 1;
    }
    $out{$address} = $out;
    $at{fileno $_} = raw($address) for @both;
    $ears{fileno $_} = $_ for @both;
    return 'ok';
}

if (open(my $range, '<', '/proc/sys/net/ipv4/ip_local_port_range')) {
    print 'range ', join(' ', split(' ', <$range>)), "\n";
}
my $taken = 0;
while (<STDIN>) {
    my ($address, $device) = split;
    my $said = hold($address, $device);
    $taken = 1 if $said eq 'taken';
    print "$address $said\n";
}
exit 0 if $taken || !%out;
socket(my $desk, PF_UNIX, SOCK_STREAM, 0);
bind($desk, $door) && listen($desk, 4)
    or do { print STDERR "no way to ask for canaries: $!\n"; exit 1 };
my $child = fork // do { print STDERR "no process for canaries: $!\n"; exit 1 };
exit 0 if $child;
POSIX::setsid();
chdir '/';
open(STDIN, '<', '/dev/null');
open(STDOUT, '>', '/dev/null');
open(STDERR, '>', '/dev/null');
$0 = $name;
$SIG{'PIPE'} = 'IGNORE';
alarm $seconds;

sub hear {
    my ($time, @more) = @_;
    my $until = $time;
    while (1) {
        my $ready = '';
        vec($ready, $_, 1) = 1 for keys %ears, map { fileno $_ } @more;
        (my $found, $until) = select($ready, undef, undef, $until);
        return if $found <= 0;
        for my $ear (grep { vec($ready, $_, 1) } keys %ears) {
            my $peer = recv($ears{$ear}, my $data, 65536, 0);
            next if !defined $peer || length($data) != $bytes;
            my ($port, $address) = sockaddr_family($peer) == AF_INET ? unpack_sockaddr_in($peer) : unpack_sockaddr_in6($peer);
            $came{"$address/$at{$ear}"}[$astray{$ear} ? 1 : 0]++ if $port == $from;
        }
        return if grep { vec($ready, fileno $_, 1) } @more;
    }
}

sub go {
    my ($count, $millis, @pairs) = @_;
    my $payload = substr($name . "\0" x $bytes, 0, $bytes);
    my (%sent, %why);
    for (1 .. $count) {
        for my $pair (@pairs) {
            my ($own, $peer) = split(' ', $pair);
            if ($out{$own} && defined send($out{$own}, $payload, 0, endpoint($peer, $to))) {
                $sent{$pair}++;
            } else {
                $why{$pair} = $out{$own} ? "$!" : 'nothing is bound there';
            }
            hear($millis / 1000);
        }
    }
    return map { "$_ " . ($sent{$_} // 0) . ' ' . ($why{$_} // '') . "\n" } @pairs;
}

sub end {
    my ($millis, @wanted) = @_;
    my $got = sub {
        my ($peer, $own) = split(' ', $_[0]);
        my $both = $came{raw($peer) . '/' . raw($own)} // [];
        return ($both->[0] // 0, $both->[1] // 0);
    };
    my $open = sub {
        for my $line (@wanted) {
            my ($came, $astray) = $got->($line);
            return 1 if $came + $astray < (split(' ', $line))[2];
        }
        return 0;
    };
    for (my $left = $millis; $left > 0 && $open->(); $left -= 50) {
        hear(0.05);
    }
    hear(0);
    return map { join(' ', (split)[0, 1], $got->($_)) . "\n" } @wanted;
}

while (1) {
    hear(undef, $desk);
    accept(my $asker, $desk) or next;
    alarm $seconds;
    my ($what, @lines) = <$asker>;
    next unless defined $what;
    chomp @lines;
    my ($asked, @numbers) = split(' ', $what);
    my @answer = $asked eq 'go' ? go(@numbers, @lines) : $asked eq 'end' ? end(@numbers, @lines) : ();
    syswrite($asker, join('', @answer));
    exit 0 unless $asked eq 'go';
    alarm $seconds;
}
