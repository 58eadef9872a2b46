package org.overtap.record.table;

import java.util.Locale;

/**
 * The columns of a flow table, in their order: the one schema of datasets, of what is printed and of what filters and
 * sums go by. Names are as they stand in files.
 */
public enum Column {
    RUN(Type.TEXT, Place.PARTITION, "the run that it belongs to: a mark's name, or unmarked"),
    PROBE(Type.TEXT, Place.PARTITION, "the observation point that counted it: NODE.INTERFACE"),
    FIRST(
            Type.TIME,
            Place.FILE,
            "when its first packet passed the probe, in UTC, by the clock that all clocks were compared with"),
    LAST(Type.TIME, Place.FILE, "when its last packet did, likewise"),
    SRC(Type.TEXT, Place.FILE, "source address, IPv4 or IPv6 (RFC 5952)"),
    DST(Type.TEXT, Place.FILE, "destination address"),
    SRC_PORT(Type.NUMBER, Place.FILE, "source port; empty where the protocol has none"),
    DST_PORT(Type.NUMBER, Place.FILE, "destination port, likewise"),
    PROTOCOL(Type.NUMBER, Place.FILE, "IP protocol number (6 is TCP, 17 is UDP)"),
    ICMP_TYPE(Type.NUMBER, Place.FILE, "type of an ICMP or ICMPv6 message, where the probe told it"),
    ICMP_CODE(Type.NUMBER, Place.FILE, "its code, likewise"),
    TOS(Type.NUMBER, Place.FILE, "type of service byte or traffic class, where the probe told it"),
    TCP_FLAGS(Type.NUMBER, Place.FILE, "all TCP flags that were seen, or-ed (RFC 9293: FIN is 1)"),
    VLAN(Type.NUMBER, Place.FILE, "VLAN id, where the packets had one"),
    SRC_MAC(Type.TEXT, Place.FILE, "the MAC address that sent it on the segment, where the probe told it"),
    DST_MAC(Type.TEXT, Place.FILE, "the MAC address that it was sent to there"),
    PACKETS(Type.NUMBER, Place.FILE, "packets counted"),
    BYTES(Type.NUMBER, Place.FILE, "bytes counted, from the IP header on"),
    RECORDS(Type.NUMBER, Place.FILE, "how many records of its probe were joined to make it"),
    SRC_NODE(Type.TEXT, Place.FILE, "the node that has the source address, where the topology tells"),
    DST_NODE(Type.TEXT, Place.FILE, "the node that has the destination address, likewise"),
    SEGMENT(Type.TEXT, Place.FILE, "the segment on which it was counted"),
    SIDE(Type.TEXT, Place.FILE, "before or after the segment's shaping, or unshaped; empty where that is not known"),
    PATH(
            Type.TEXT,
            Place.FILE,
            "the segments that it crosses by the nodes' routes, in order, with blanks between; empty where no single path is known"),
    NOISE(
            Type.TEXT,
            Place.FILE,
            "what it is if no experimenter sends it: neighbour-discovery, multicast-listener, mdns, llmnr, ssdp, routing, dhcp, ntp-broadcast; else empty"),
    SAMPLING(Type.NUMBER, Place.FILE, "one packet in so many was counted; empty where none was left out"),
    MERGES(
            Type.TEXT,
            Place.FILE,
            "fields in which packets may differ that the probe still counts as one flow, with blanks between");

    private final Type type;
    private final Place place;
    private final String meaning;

    Column(Type type, Place place, String meaning) {
        this.type = type;
        this.place = place;
        this.meaning = meaning;
    }

    /** What a column's values are. */
    public enum Type {
        TEXT,
        /** A whole number of 64 bits; none in this schema is less than 0. */
        NUMBER,
        /** Microseconds since 1970 in UTC, as a number. */
        TIME
    }

    private enum Place {
        FILE,
        PARTITION
    }

    public Type type() {
        return type;
    }

    /** Whether it is told by the folders in which a file lies, and is not in the file. */
    public boolean partition() {
        return place == Place.PARTITION;
    }

    public String meaning() {
        return meaning;
    }

    /** What its numbers count; empty where they are no amounts. */
    public String unit() {
        return switch (this) {
            case FIRST, LAST -> "microseconds since 1970-01-01T00:00:00Z";
            case PACKETS -> "packets";
            case BYTES -> "bytes, from the IP header on";
            case RECORDS -> "records";
            case SAMPLING -> "packets";
            default -> "";
        };
    }

    /** As it stands in files. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
