"""Traffic of every sort from one node of a lab to the others, and somebody to take theirs.

Usage: traffic.py SPEC   SPEC is JSON: node, nodes (the names of all), folder (where they tell each other how far they
are), ports [{name, v4, broadcast, v6}] of the node, peers [addresses of the other nodes, of both families]
"""
import json
import pathlib
import socket
import struct
import sys
import threading
import time

TCP, UDP, BIG, CLOSED, BROADCAST, GROUP, FAR, MARKED = 7001, 7002, 7003, 7009, 7004, 7005, 7006, 7007
GROUPS = {socket.AF_INET: "239.7.7.7", socket.AF_INET6: "ff15::7777"}


def family_of(address):
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def listen_tcp(family):
    server = socket.socket(family, socket.SOCK_STREAM)
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        server.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    server.bind(("", TCP))
    server.listen(64)

    def answer(peer):
        with peer:
            while peer.recv(65536):
                pass
            peer.sendall(b"y" * 9000)

    def accept():
        while True:
            peer, _ = server.accept()
            threading.Thread(target=answer, args=(peer,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()


def listen_udp(family, port):
    """Takes what comes and never answers: without it the kernel would."""
    taker = socket.socket(family, socket.SOCK_DGRAM)
    taker.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        taker.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    taker.bind(("", port))

    def take():
        while True:
            taker.recv(65536)

    threading.Thread(target=take, daemon=True).start()
    return taker


def talk_tcp(address):
    with socket.create_connection((address, TCP), timeout=8) as peer:
        peer.sendall(b"x" * 5000)
        peer.shutdown(socket.SHUT_WR)
        while peer.recv(65536):
            pass


def send_udp(address, port, size, times, source=None, tos=None):
    with socket.socket(family_of(address), socket.SOCK_DGRAM) as sender:
        if source:
            sender.bind((source, 0))
        if tos is not None and family_of(address) == socket.AF_INET:
            sender.setsockopt(socket.IPPROTO_IP, socket.IP_TOS, tos)
        for _ in range(times):
            sender.sendto(b"z" * size, (address, port))
            time.sleep(0.002)


def checksum(data):
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    total = (total >> 16) + (total & 0xFFFF)
    return ~(total + (total >> 16)) & 0xFFFF


def send_echo(address, number):
    v6 = family_of(address) == socket.AF_INET6
    protocol = socket.IPPROTO_ICMPV6 if v6 else socket.IPPROTO_ICMP
    with socket.socket(family_of(address), socket.SOCK_RAW, protocol) as sender:
        for sequence in range(3):
            head = [128 if v6 else 8, 0, 0, number, sequence]
            body = b"echo" * 10
            if not v6:  # with IPv6 the kernel does it
                head[2] = checksum(struct.pack("!BBHHH", *head) + body)
            sender.sendto(struct.pack("!BBHHH", *head) + body, (address, 0))
            time.sleep(0.002)


def send_to_all(port):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        sender.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, port["name"].encode())
        sender.setsockopt(
            socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(port["v4"]))
        for _ in range(2):
            sender.sendto(b"b" * 100, (port["broadcast"], BROADCAST))
            sender.sendto(b"b" * 120, ("255.255.255.255", BROADCAST))
            sender.sendto(b"m" * 140, (GROUPS[socket.AF_INET], GROUP))
    if port.get("v6"):
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as sender:
            sender.bind((port["v6"], 0))
            index = socket.if_nametoindex(port["name"])
            sender.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_IF, index)
            for _ in range(2):
                sender.sendto(b"m" * 160, (GROUPS[socket.AF_INET6], GROUP))


def together(spec, word):
    """Goes on when all nodes are so far."""
    folder = pathlib.Path(spec["folder"])
    (folder / (spec["node"] + "." + word)).touch()
    latest = time.time() + 40
    while not all((folder / (node + "." + word)).exists() for node in spec["nodes"]):
        if time.time() > latest:
            raise SystemExit("not all nodes are " + word)
        time.sleep(0.02)


def main(spec):
    families = [socket.AF_INET] + ([socket.AF_INET6] if any(":" in a for a in spec["peers"]) else [])
    kept = []
    for family in families:
        listen_tcp(family)
        kept += [listen_udp(family, port) for port in (UDP, BIG, BROADCAST, GROUP, FAR, MARKED)]
    together(spec, "ready")
    for port in spec["ports"]:
        send_to_all(port)
    for number, peer in enumerate(spec["peers"]):
        talk_tcp(peer)
        send_udp(peer, UDP, 200, 5)
        send_udp(peer, MARKED, 300, 3, tos=0x20)
        send_udp(peer, BIG, 4000, 2)
        send_echo(peer, 100 + number)
        send_udp(peer, CLOSED, 60, 1)
        own = [p.get("v6") if ":" in peer else p["v4"] for p in spec["ports"]]
        if len(own) > 1 and all(own):  # with the address of an interface that it does not leave by, for one of them
            for source in own:
                send_udp(peer, FAR, 80, 2, source=source)
    together(spec, "sent")


main(json.loads(sys.argv[1]))
