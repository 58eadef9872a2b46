# A wire that takes time: passes Ethernet frames between two taps, each direction after its own delay.
# Arguments: the two taps, then the delay in ms from the first to the second, and back.
# For kernels without netem. Uses nothing but perl-base, which every Debian has.
use strict;
use warnings;
use Errno;
use Fcntl;

my ($near, $far, $forth, $back) = @ARGV;
my $machine = (split ' ', `uname -m`)[0];
my %clock_gettime = (x86_64 => 228, aarch64 => 113);
my $number = $clock_gettime{$machine} // die "no wire for $machine\n";

sub now {
    my $time = "\0" x 16;
    syscall($number, 1, $time);
    my ($seconds, $nanos) = unpack 'qq', $time;
    return $seconds + $nanos / 1e9;
}

sub tap {
    my ($name) = @_;
    sysopen my $tap, '/dev/net/tun', O_RDWR | O_NONBLOCK or die "/dev/net/tun: $!\n";
    my $request = pack 'a16 S x22', $name, 0x1002;    # a tap, frames without a header of their own
    ioctl $tap, 0x400454ca, $request or die "$name: $!\n";
    return $tap;
}

my @tap = (tap($near), tap($far));
my @delay = ($forth / 1000, $back / 1000);
my @waiting = ([], []);
my $most = 20000;
my $wanted = '';
vec($wanted, fileno($_), 1) = 1 for @tap;

while (1) {
    my $next = 3600;
    my $now = now();
    for my $side (0, 1) {
        my $queue = $waiting[$side];
        while (@$queue && $queue->[0][0] <= $now) {
            syswrite $tap[1 - $side], (shift @$queue)->[1];
        }
        if (@$queue && $queue->[0][0] - $now < $next) { $next = $queue->[0][0] - $now }
    }
    my $ready = $wanted;
    next unless select($ready, undef, undef, $next) > 0;
    $now = now();
    for my $side (0, 1) {
        next unless vec($ready, fileno($tap[$side]), 1);
        for (1 .. 64) {
            my $length = sysread $tap[$side], my $frame, 65536;
            exit if !defined $length && !$!{EAGAIN};    # the tap is gone, and so is the wire
            last unless $length;
            push @{$waiting[$side]}, [$now + $delay[$side], $frame] if @{$waiting[$side]} < $most;
        }
    }
}
