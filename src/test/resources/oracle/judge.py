"""Judges a dataset by what tcpdump saw. Shares no code with what made the dataset.

Usage: judge.py DATASET CAPTURES TRUTH

CAPTURES has NODE.INTERFACE.pcap: what each node sent by each of its interfaces. TRUTH is a JSON file: interfaces [{node,
name, segment, addresses}], run (the name of the one that is judged), since and until (seconds since 1970: it began at
most 10 s before the one and ended at most 10 s after the other), settle (seconds: IPv6's own talk that was sent so
shortly before it began or after it ended that a probe may join it to a flow inside is not judged).

Each packet was sent onto a segment by one interface, so the captures together have every packet on every segment once.
Where the sending node has the packet's source address, it entered the network there. Claims:
 flows       packets and bytes of every five-tuple, as they entered, on the segment where they did
 segments    packets and bytes of every five-tuple on every segment that it passed, over both tables
 duplicates  none
Exit code 0 if all hold, 3 with a line for each that does not; the last line is JSON with counts.
"""
import csv
import datetime
import ipaddress
import json
import pathlib
import struct
import sys

ETHERNET, IPV4, IPV6, VLAN = 14, 0x0800, 0x86DD, 0x8100
TCP, UDP, ICMP, ICMPV6 = 6, 17, 1, 58
EXTENSIONS = {0, 43, 44, 51, 60, 135}
OWN_TALK = set(range(130, 138)) | {143}  # ICMPv6 of neighbours, routers and listeners


def packets(file):
    """(seconds, frame) of a capture file."""
    data = file.read_bytes()
    if len(data) < 24:
        raise SystemExit("%s is no capture file" % file)
    little = data[:4] in (b"\xd4\xc3\xb2\xa1", b"\x4d\x3c\xb2\xa1")
    fraction = 1e-9 if data[:4] in (b"\x4d\x3c\xb2\xa1", b"\xa1\xb2\x3c\x4d") else 1e-6
    order = "<" if little else ">"
    at = 24
    while at + 16 <= len(data):
        seconds, part, length, _ = struct.unpack(order + "IIII", data[at:at + 16])
        yield seconds + part * fraction, data[at + 16:at + 16 + length]
        at += 16 + length


class Fragments:
    """Ports of datagrams that came in parts."""

    def __init__(self):
        self.ports = {}

    def of(self, key, offset, ports):
        if offset == 0:
            self.ports[key] = ports
        return self.ports.get(key, ("", ""))


def ports_of(protocol, body):
    if protocol in (TCP, UDP) and len(body) >= 4:
        return struct.unpack("!HH", body[:4])
    return ("", "")


def dissect(frame, fragments):
    """(five-tuple, IP bytes, ICMPv6 type or None), or None where it is no IP."""
    kind, at = struct.unpack("!H", frame[12:14])[0], ETHERNET
    if kind == VLAN:
        kind, at = struct.unpack("!H", frame[16:18])[0], ETHERNET + 4
    if kind == IPV4:
        head = (frame[at] & 15) * 4
        length, ident, flags = struct.unpack("!HHH", frame[at + 2:at + 8])
        protocol = frame[at + 9]
        source, target = (ipaddress.ip_address(frame[at + i:at + i + 4]) for i in (12, 16))
        offset, more = flags & 0x1FFF, flags & 0x2000
        ports = ports_of(protocol, frame[at + head:]) if offset == 0 else None
        if offset or more:
            ports = fragments.of((source, target, protocol, ident), offset, ports)
        return (str(source), str(target), protocol) + ports, length, None
    if kind == IPV6:
        length = 40 + struct.unpack("!H", frame[at + 4:at + 6])[0]
        protocol = frame[at + 6]
        source, target = (ipaddress.ip_address(frame[at + i:at + i + 16]) for i in (8, 24))
        rest, part = at + 40, None
        while protocol in EXTENSIONS:
            following = frame[rest]
            if protocol == 44:
                offset, ident = struct.unpack("!HI", frame[rest + 2:rest + 8])
                part = ((source, target, ident), offset >> 3)
                size = 8
            else:
                size = 8 + frame[rest + 1] * 8
            protocol, rest = following, rest + size
            if part and part[1]:
                break
        first = part is None or part[1] == 0
        ports = ports_of(protocol, frame[rest:]) if first else None
        if part:
            ports = fragments.of(part[0] + (protocol,), part[1], ports)
        talk = frame[rest] if protocol == ICMPV6 and first else None
        return (str(source), str(target), protocol) + ports, length, talk
    return None


class Counts(dict):
    def add(self, key, number, size):
        before = self.get(key, (0, 0))
        self[key] = (before[0] + number, before[1] + size)


def read_captures(folder, truth):
    """What entered the network, what passed each segment, and what is too near to the ends to be judged."""
    entered, passed, unsure = Counts(), Counts(), set()
    for port in truth["interfaces"]:
        node = {a for p in truth["interfaces"] if p["node"] == port["node"] for a in p["addresses"]}
        fragments = Fragments()
        for when, frame in packets(folder / ("%s.%s.pcap" % (port["node"], port["name"]))):
            seen = dissect(frame, fragments)
            if seen is None:
                continue
            key, size, talk = seen
            if talk in OWN_TALK and (
                    truth["since"] - truth["settle"] <= when < truth["since"]
                    or truth["until"] < when <= truth["until"] + truth["settle"]):
                unsure.add((port["segment"],) + key)
            if truth["since"] <= when <= truth["until"]:
                passed.add((port["segment"],) + key, 1, size)
                if key[0] in node or key[0] in ("::", "0.0.0.0"):
                    entered.add((port["segment"],) + key, 1, size)
    return entered, passed, unsure


def read_table(file, truth):
    rows = Counts()
    with open(file, newline="", encoding="utf-8") as text:
        for row in csv.DictReader(text):
            first = seconds(row["first"])
            if row["run"] != truth["run"]:
                if truth["since"] <= first <= truth["until"]:
                    raise SystemExit("a row of %s is of run %s: %s" % (row["first"], row["run"], row))
                continue
            number = lambda name: int(row[name]) if row[name] else ""
            protocol = number("protocol")
            ports = (number("src_port"), number("dst_port")) if protocol in (TCP, UDP) else ("", "")
            rows.add((row["segment"], row["src"], row["dst"], protocol) + ports, int(row["packets"]), int(row["bytes"]))
    return rows


def both(one, other):
    sums = Counts(one)
    for key, (number, size) in other.items():
        sums.add(key, number, size)
    return sums


def compare(claim, expected, found, unsure, complaints):
    for key in sorted(set(expected) | set(found), key=str):
        if key not in unsure and expected.get(key) != found.get(key):
            complaints.append("%s: %s passed with %s, and is told with %s" % (
                claim, " ".join(str(part) for part in key), expected.get(key), found.get(key)))


def seconds(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def window(manifest, truth):
    """Puts the run's own times into truth's place, if they can be right."""
    run, = (run for run in manifest["runs"] if run["name"] == truth["run"])
    start, stop = seconds(run["start"]), seconds(run["stop"])
    if not (truth["since"] - 10 <= start <= truth["since"] < truth["until"] <= stop <= truth["until"] + 10):
        raise SystemExit("run %s is told with %s to %s" % (truth["run"], run["start"], run["stop"]))
    truth.update(since=start, until=stop)


def main(dataset, captures, truth_file):
    dataset, truth = pathlib.Path(dataset), json.loads(pathlib.Path(truth_file).read_text())
    manifest = json.loads((dataset / "dataset.json").read_text())
    window(manifest, truth)
    entered, passed, unsure = read_captures(pathlib.Path(captures), truth)
    flows = read_table(dataset / "csv/flows.csv", truth)
    crossings = read_table(dataset / "csv/crossings.csv", truth)
    complaints = []
    compare("flows", entered, flows, unsure, complaints)
    compare("segments", passed, both(flows, crossings), unsure, complaints)
    if manifest["tally"]["duplicates"] != 0:
        complaints.append("duplicates: %s" % manifest["tally"]["duplicates"])
    judged = {key for key in entered if key not in unsure}
    sorts = {"tcp": TCP, "udp": UDP, "icmp": ICMP, "icmpv6": ICMPV6}
    summary = {name: sum(key[3] == number for key in judged) for name, number in sorts.items()}
    summary.update(
        flows=len(judged), crossings=len(passed) - len(entered), unsure=len(unsure), complaints=len(complaints),
        ipv6=sum(":" in key[1] for key in judged),
        multicast=sum(ipaddress.ip_address(key[2]).is_multicast for key in judged),
        broadcast=sum(key[2].endswith(".255") for key in judged))
    for complaint in complaints[:200]:
        print(complaint)
    print(json.dumps(summary))
    sys.exit(3 if complaints else 0)


main(*sys.argv[1:])
