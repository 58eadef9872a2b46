# wake.sh INTERFACE...  As root. Sends one TCP reset from 192.0.2.1 to 192.0.2.2 (addresses for documentation) out of each
# interface, in a frame to the interface's own address: it is seen there and taken in by nobody. Prints "INTERFACE: WORDS"
# where that fails.
with_perl='
socket(my $socket, 17, 3, 0) or die "$!\n";
my ($from, $to) = (pack("C4", 192, 0, 2, 1), pack("C4", 192, 0, 2, 2));
sub sum {
    my $sum = 0;
    $sum += $_ for unpack("n*", $_[0]);
    $sum = ($sum & 0xffff) + ($sum >> 16) while $sum >> 16;
    return pack("n", ~$sum & 0xffff);
}
my $tcp = pack("nnNNCCnnn", 9, 9, 0, 0, 0x50, 4, 0, 0, 0);
substr($tcp, 16, 2) = sum($from . $to . pack("CCn", 0, 6, 20) . $tcp);
my $ip = pack("CCnnnCCn", 0x45, 0, 40, 0, 0, 1, 6, 0) . $from . $to;
substr($ip, 10, 2) = sum($ip);
for my $interface (@ARGV) {
    my ($index, $mac) = (pack("a16x24", $interface), pack("a16x24", $interface));
    if (ioctl($socket, 0x8933, $index) && ioctl($socket, 0x8927, $mac)) {
        $index = unpack("x16i", $index);
        $mac = substr($mac, 18, 6);
        next if send($socket, $mac . $mac . pack("n", 0x800) . $ip . $tcp . "\0" x 6, 0,
            pack("SnlSCCa8", 17, 0x800, $index, 1, 0, 6, $mac));
    }
    print "$interface: $!\n";
}'
with_python='
import fcntl, socket, struct, sys
out = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
source, target = bytes([192, 0, 2, 1]), bytes([192, 0, 2, 2])
def sum16(data):
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    while total >> 16:
        total = (total & 0xffff) + (total >> 16)
    return ~total & 0xffff
tcp = lambda check: struct.pack("!HHIIBBHHH", 9, 9, 0, 0, 0x50, 4, 0, check, 0)
ip = lambda check: struct.pack("!BBHHHBBH4s4s", 0x45, 0, 40, 0, 0, 1, 6, check, source, target)
packet = ip(sum16(ip(0))) + tcp(sum16(source + target + struct.pack("!BBH", 0, 6, 20) + tcp(0)))
for interface in sys.argv[1:]:
    try:
        mac = fcntl.ioctl(out, 0x8927, struct.pack("16s24x", interface.encode()))[18:24]
        out.sendto(mac + mac + struct.pack("!H", 0x800) + packet + bytes(6), (interface, 0x800))
    except OSError as e:
        print("%s: %s" % (interface, e.strerror))'
if command -v perl >/dev/null; then
    exec perl -e "$with_perl" "$@"
elif command -v python3 >/dev/null; then
    exec python3 -c "$with_python" "$@"
fi
for interface in "$@"; do
    echo "$interface: there is neither perl nor python3"
done
