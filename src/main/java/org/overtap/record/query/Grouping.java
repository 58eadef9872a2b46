package org.overtap.record.query;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.overtap.record.table.Column;

/** The table of what flows can be summed up by, with nfdump's names where it has them. */
public enum Grouping {
    SRCIP("srcip", "source address", Column.SRC),
    DSTIP("dstip", "destination address", Column.DST),
    IP("ip", "address, as source or destination", List.of(Column.SRC), List.of(Column.DST)),
    SRCPORT("srcport", "source port", Column.SRC_PORT),
    DSTPORT("dstport", "destination port", Column.DST_PORT),
    PORT("port", "port, as source or destination", List.of(Column.SRC_PORT), List.of(Column.DST_PORT)),
    PROTO("proto", "protocol", Column.PROTOCOL),
    TOS("tos", "type of service", Column.TOS),
    VLAN("vlan", "VLAN", Column.VLAN),
    SRCMAC("srcmac", "source MAC address", Column.SRC_MAC),
    DSTMAC("dstmac", "destination MAC address", Column.DST_MAC),
    SRCNODE("srcnode", "source node", Column.SRC_NODE),
    DSTNODE("dstnode", "destination node", Column.DST_NODE),
    NODE("node", "node, as source or destination", List.of(Column.SRC_NODE), List.of(Column.DST_NODE)),
    SEGMENT("segment", "segment, with all that crosses it", Column.SEGMENT),
    PROBE("probe", "probe", Column.PROBE),
    SIDE("side", "side of the shaping", Column.SIDE),
    NOISE("noise", "kind of noise", Column.NOISE),
    RUN("run", "run", Column.RUN),
    NODES("nodes", "source and destination node", Column.SRC_NODE, Column.DST_NODE),
    PAIR("pair", "source and destination address", Column.SRC, Column.DST),
    CONVERSATION("conversation", "two addresses, whichever sends", Column.SRC, Column.DST),
    RECORD(
            "record",
            "flow: protocol, addresses and ports",
            Column.PROTOCOL,
            Column.SRC,
            Column.SRC_PORT,
            Column.DST,
            Column.DST_PORT);

    private static final Map<String, String> OTHER_NAMES =
            Map.of("protocol", "proto", "address", "ip", "src", "srcip", "dst", "dstip", "flow", "record");

    private static final Map<Column, Column> OPPOSITE = Map.of(
            Column.SRC, Column.DST,
            Column.DST, Column.SRC,
            Column.SRC_PORT, Column.DST_PORT,
            Column.DST_PORT, Column.SRC_PORT,
            Column.SRC_NODE, Column.DST_NODE,
            Column.DST_NODE, Column.SRC_NODE);

    private final String word;
    private final String meaning;
    private final List<Column> keys;
    private final List<Column> alsoUnder;

    Grouping(String word, String meaning, Column... keys) {
        this(word, meaning, List.of(keys), List.of());
    }

    Grouping(String word, String meaning, List<Column> keys, List<Column> alsoUnder) {
        this.word = word;
        this.meaning = meaning;
        this.keys = keys;
        this.alsoUnder = alsoUnder;
    }

    /** As it is typed. */
    public String word() {
        return word;
    }

    /** What it is, for people. */
    public String meaning() {
        return meaning;
    }

    /** What flows of one group have in common. */
    public List<Column> keys() {
        return keys;
    }

    /** Where else a flow is counted, too: at its other end. Empty for most. */
    List<Column> alsoUnder() {
        return alsoUnder;
    }

    /** Whether a flow is counted at each of its ends. */
    public boolean countsBothEnds() {
        return !alsoUnder.isEmpty();
    }

    /** Whether it is about single segments, and not about flows that may cross several. */
    boolean places() {
        return this == SEGMENT;
    }

    /** Whether both directions are always joined. */
    boolean alwaysTwoWay() {
        return this == CONVERSATION;
    }

    /** Whether a flow can be joined with what came back. */
    public boolean canBeTwoWay() {
        return keys.size() > 1;
    }

    /** The same columns as what came back has them: ends changed. */
    List<Column> turned() {
        return keys.stream()
                .map(column -> OPPOSITE.getOrDefault(column, column))
                .toList();
    }

    /** The one of that name. */
    public static Optional<Grouping> of(String typed) {
        String lower = typed.toLowerCase(Locale.ROOT);
        String known = OTHER_NAMES.getOrDefault(lower, lower);
        return Arrays.stream(values())
                .filter(grouping -> grouping.word.equals(known))
                .findFirst();
    }

    /** All names, for a sentence. */
    public static String words() {
        return Arrays.stream(values()).map(Grouping::word).collect(Collectors.joining(", "));
    }
}
