# traffic.py KIND COUNT SECONDS [DEVICE]  Sends from the first host of the wire to the second, in both families, and prints how
# many packets it sent of each. udp: COUNT packets of 1200 bytes of IP each, evenly over SECONDS. flows: COUNT packets, each of
# a flow of its own. rate: COUNT packets of 128 bytes of IPv4, as evenly as it can. key: COUNT rounds of frames that differ only in MAC addresses, type of service, or kind of ICMP.
import socket
import struct
import sys
import time

kind, count, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
V4, V6 = ("10.77.0.1", "10.77.0.2"), ("fd77::1", "fd77::2")


def udp(port, size):
    four = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    six = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
    four.bind((V4[0], 30000 + port % 1000))
    six.bind((V6[0], 30000 + port % 1000))
    four.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 22)
    six.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 22)
    begin, sent = time.monotonic(), 0
    while sent < count:
        due = min(count, int((time.monotonic() - begin) / seconds * count) + 1, sent + 32)
        while sent < due:
            if sent % 2:
                six.sendto(b"x" * (size - 48), (V6[1], port))
            else:
                four.sendto(b"x" * (size - 28), (V4[1], port))
            sent += 1
        time.sleep(0.0005)
    print("sent", (sent + 1) // 2, sent // 2)


def flows(port):
    begin = time.monotonic()
    for i in range(count):
        six = i % 2
        one = socket.socket(socket.AF_INET6 if six else socket.AF_INET, socket.SOCK_DGRAM)
        one.bind(((V6 if six else V4)[0], 20000 + i))
        one.sendto(b"x" * 52, ((V6 if six else V4)[1], port))
        one.close()
        ahead = begin + (i + 1) * seconds / count - time.monotonic()
        if ahead > 0.002:
            time.sleep(ahead)
    print("sent", (count + 1) // 2, count // 2)


def rate(port):
    one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    one.bind((V4[0], 31000))
    one.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 22)
    one.connect((V4[1], port))
    load, send, begin, sent = b"x" * 100, one.send, time.monotonic(), 0
    while sent < count:
        due = min(count, int((time.monotonic() - begin) / seconds * count) + 1)
        while sent < due:
            try:
                send(load)
                sent += 1
            except ConnectionRefusedError:  # nobody takes them yet: this one was not sent
                time.sleep(0.05)
    print("sent", sent, round(time.monotonic() - begin, 2))


def mac(text):
    return bytes.fromhex(text.replace(":", ""))


def total(data):
    data += b"\0" * (len(data) % 2)
    value = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    value = (value >> 16) + (value & 0xFFFF)
    return ~(value + (value >> 16)) & 0xFFFF


def ip4(protocol, tos, load, ends=("10.77.0.8", "10.77.0.9")):
    head = struct.pack("!BBHHHBBH4s4s", 0x45, tos, 20 + len(load), 1, 0, 64, protocol, 0,
                       socket.inet_aton(ends[0]), socket.inet_aton(ends[1]))
    return b"\x08\x00" + head[:10] + struct.pack("!H", total(head)) + head[12:] + load


def ip6(protocol, tos, load, ends=("fd77::8", "fd77::9")):
    return (b"\x86\xdd" + struct.pack("!IHBB", 6 << 28 | tos << 20, len(load), protocol, 64)
            + socket.inet_pton(socket.AF_INET6, ends[0]) + socket.inet_pton(socket.AF_INET6, ends[1]) + load)


def datagram(source, destination, size):
    return struct.pack("!HHHH", source, destination, 8 + size, 0) + b"x" * size


def icmp(kind, code, load):
    message = struct.pack("!BBHI", kind, code, 0, 0) + load
    return message[:2] + struct.pack("!H", total(message)) + message[4:]


def key(device):
    raw = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
    raw.bind((device, 0))
    near, far, other = mac("02:00:00:77:00:01"), mac("02:00:00:77:00:02"), mac("02:00:00:77:00:03")
    inner4 = ip4(17, 0, datagram(2000, 1000, 40), ("10.77.0.9", "10.77.0.8"))[2:]
    inner6 = ip6(17, 0, datagram(2000, 1000, 40), ("fd77::9", "fd77::8"))[2:]
    for _ in range(count):
        for source, destination in ((near, far), (other, far), (near, other)):
            for ip in (ip4, ip6):
                raw.send(destination + source + ip(17, 0, datagram(1000, 2000, 50)))
        for tos in (0, 8, 72):
            for ip in (ip4, ip6):
                raw.send(far + near + ip(17, tos, datagram(1001, 2001, 60)))
        for kind4, kind6, code in ((8, 128, 0), (3, 1, 1), (3, 1, 3)):
            raw.send(far + near + ip4(1, 0, icmp(kind4, code, b"y" * 60 if code == 0 else inner4)))
            raw.send(far + near + ip6(58, 0, icmp(kind6, code, b"y" * 60 if code == 0 else inner6)))
        time.sleep(seconds / count)
    print("sent", 9 * count, 9 * count)


if kind == "udp":
    udp(5001, 1200)
elif kind == "busy":
    udp(5002, 1200)
elif kind == "follow":
    udp(5004, 100)
elif kind == "rate":
    rate(5002)
elif kind == "flows":
    flows(5003)
elif kind == "key":
    key(sys.argv[4])
elif kind == "sink":
    held = []
    for port in (5001, 5002, 5003, 5004):
        for family in (socket.AF_INET, socket.AF_INET6):
            one = socket.socket(family, socket.SOCK_DGRAM)
            if family == socket.AF_INET6:
                one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            one.bind(("::" if family == socket.AF_INET6 else "0.0.0.0", port))
            held.append(one)
    print("ready", flush=True)
    time.sleep(3600)
