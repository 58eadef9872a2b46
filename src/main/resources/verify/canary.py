# canary.py VERB NAME ARGS...  One end of canaries: canary.pl says what it does, and does just the same.
import errno, fcntl, os, select, signal, socket, struct, sys, time

verb, name, args = sys.argv[1], sys.argv[2], sys.argv[3:]
door = "\0" + name


def say(text):
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if verb != "hold":
    end = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        end.connect(door)
    except OSError as e:
        sys.exit("what sends and hears canaries there is gone: " + e.strerror)
    end.sendall((" ".join([verb] + args) + "\n" + sys.stdin.read()).encode())
    end.shutdown(socket.SHUT_WR)
    sys.stdout.write(end.makefile().read())
    sys.exit(0)

source, target, size, seconds = [int(word) for word in args]
outs, ears, came = {}, {}, {}


def family(address):
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def raw(address):
    return socket.inet_pton(family(address), address)


def words(e, address, device):
    if e.errno == errno.EADDRINUSE:
        return "taken"
    if e.errno == errno.EADDRNOTAVAIL:
        return "failed: %s does not have the address %s" % ("it" if device == "-" else device, address)
    if e.errno == errno.ENODEV:
        return "failed: it has no interface " + device
    return "failed: " + e.strerror


def udp(address, port, device, shared=False):
    one = socket.socket(family(address), socket.SOCK_DGRAM)
    if device != "-":
        try:
            one.setsockopt(socket.SOL_SOCKET, 25, device.encode() + b"\0")
        except OSError as e:
            if e.errno == errno.EPERM:
                say("root")
                sys.exit(0)
            raise
    if shared:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    one.bind((address, port))
    return one


def trouble(device):
    any_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        told = fcntl.ioctl(any_socket, 0x8913, struct.pack("16s48x", device.encode()))
    except OSError:
        return "failed: it has no interface " + device
    flags = struct.unpack_from("h", told, 16)[0]
    if not flags & 0x1:
        return "failed: its interface %s is down" % device
    if not flags & 0x40:
        return "failed: its interface %s has no carrier" % device
    return None


def hold(address, device):
    wrong = None if device == "-" else trouble(device)
    if wrong:
        return wrong
    try:
        out = udp(address, source, device)
        both = [(udp(address, target, "-"), device != "-")]
        if device != "-":
            # The kernel gives a datagram to the socket of its interface first.
            both[0][0].setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            both.append((udp(address, target, device, True), False))
    except OSError as e:
        return words(e, address, device)
    outs[address] = out
    for ear, astray in both:
        ears[ear] = (raw(address), astray)
    return "ok"


try:
    with open("/proc/sys/net/ipv4/ip_local_port_range") as port_range:
        say("range " + " ".join(port_range.read().split()))
except OSError:
    pass
taken = False
for line in sys.stdin:
    own, device = line.split()
    said = hold(own, device)
    taken = taken or said == "taken"
    say(own + " " + said)
if taken or not outs:
    sys.exit(0)
desk = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
try:
    desk.bind(door)
    desk.listen(4)
    child = os.fork()
except OSError as e:
    sys.exit("no way to ask for canaries: " + e.strerror)
if child:
    os._exit(0)
os.setsid()
os.chdir("/")
null = os.open("/dev/null", os.O_RDWR)
for stream in (0, 1, 2):
    os.dup2(null, stream)
signal.signal(signal.SIGPIPE, signal.SIG_IGN)
signal.alarm(seconds)


def hear(wait, *more):
    until = None if wait is None else time.monotonic() + wait
    while True:
        left = None if until is None else max(0, until - time.monotonic())
        ready = select.select(list(ears) + list(more), [], [], left)[0]
        if not ready:
            return
        for ear in [one for one in ready if one in ears]:
            try:
                data, peer = ear.recvfrom(65536)
            except OSError:
                continue
            if len(data) == size and peer[1] == source:
                own, astray = ears[ear]
                both = came.setdefault((raw(peer[0]), own), [0, 0])
                both[1 if astray else 0] += 1
        if any(one in ready for one in more):
            return


def go(count, millis, pairs):
    payload = (name.encode() + b"\0" * size)[:size]
    sent, why = {}, {}
    for _ in range(count):
        for pair in pairs:
            own, peer = pair.split()
            try:
                outs[own].sendto(payload, (peer, target))
                sent[pair] = sent.get(pair, 0) + 1
            except KeyError:
                why[pair] = "nothing is bound there"
            except OSError as e:
                why[pair] = e.strerror
            hear(millis / 1000.0)
    return "".join("%s %d %s\n" % (pair, sent.get(pair, 0), why.get(pair, "")) for pair in pairs)


def got(line):
    peer, own = line.split()[:2]
    return came.get((raw(peer), raw(own)), [0, 0])


def finish(millis, wanted):
    until = time.monotonic() + millis / 1000.0
    while time.monotonic() < until and any(sum(got(line)) < int(line.split()[2]) for line in wanted):
        hear(0.05)
    hear(0)
    return "".join("%s %s %d %d\n" % tuple(line.split()[:2] + got(line)) for line in wanted)


while True:
    hear(None, desk)
    asker = desk.accept()[0]
    signal.alarm(seconds)
    lines = asker.makefile().read().splitlines()
    if not lines:
        continue
    asked = lines[0].split()
    answer = ""
    if asked[0] == "go":
        answer = go(int(asked[1]), float(asked[2]), lines[1:])
    elif asked[0] == "end":
        answer = finish(float(asked[1]), lines[1:])
    try:
        asker.sendall(answer.encode())
    except OSError:
        pass
    if asked[0] != "go":
        sys.exit(0)
    asker.close()
    signal.alarm(seconds)
