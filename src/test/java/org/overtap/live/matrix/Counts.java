package org.overtap.live.matrix;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Packets and bytes of IP of each kind of traffic, and by how many keys they differ. */
final class Counts {
    private final Map<String, long[]> sums = new TreeMap<>();
    private final Map<String, Set<String>> keys = new TreeMap<>();

    void add(String kind, long packets, long bytes, String key) {
        long[] sum = sums.computeIfAbsent(kind, k -> new long[2]);
        sum[0] += packets;
        sum[1] += bytes;
        keys.computeIfAbsent(kind, k -> new HashSet<>()).add(key);
    }

    long packets(String kind) {
        return sums.getOrDefault(kind, new long[2])[0];
    }

    long bytes(String kind) {
        return sums.getOrDefault(kind, new long[2])[1];
    }

    /** How many were told apart. */
    int keys(String kind) {
        return keys.getOrDefault(kind, Set.of()).size();
    }

    /** What came since that was counted; what was told apart is told of all. */
    Counts since(Counts before) {
        Counts rest = new Counts();
        sums.forEach((kind, sum) ->
                rest.sums.put(kind, new long[] {sum[0] - before.packets(kind), sum[1] - before.bytes(kind)}));
        rest.keys.putAll(keys);
        return rest;
    }

    /** The kinds that have packets. */
    Set<String> kinds() {
        return sums.entrySet().stream()
                .filter(entry -> entry.getValue()[0] != 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    boolean same(Counts other, String kind) {
        return packets(kind) == other.packets(kind) && bytes(kind) == other.bytes(kind);
    }

    /** The kind of a packet or record: what it is and its family. */
    static String kind(int protocol, int destinationPort, boolean six, boolean spoofed) {
        String family = six ? " ipv6" : " ipv4";
        boolean icmp = protocol == 1 || protocol == 58;
        if (icmp) {
            return (spoofed ? "icmp" : "ping") + family;
        }
        return switch (protocol == 17 ? destinationPort : 0) {
            case 5001 -> "udp" + family;
            case 5002 -> "busy" + family;
            case 5003 -> "flows" + family;
            case 2000 -> "macs" + family;
            case 2001 -> "tos" + family;
            default -> "other" + family;
        };
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        sums.forEach((kind, sum) -> text.append(kind)
                .append(": ")
                .append(sum[0])
                .append(" packets, ")
                .append(sum[1])
                .append(" bytes, ")
                .append(keys.getOrDefault(kind, Set.of()).size() > 9 ? "many" : keys.get(kind))
                .append("; "));
        return text.toString();
    }
}
