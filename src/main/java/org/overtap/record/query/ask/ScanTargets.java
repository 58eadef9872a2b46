package org.overtap.record.query.ask;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.overtap.record.query.KeyNumbers;

/**
 * Whom each source tried to talk to, and where in vain. A target is a port of a host; a source tried it in vain where
 * none of its connections there was more than a try.
 */
final class ScanTargets {
    private static final int VAIN = 1;
    private static final int TALKED = 2;

    private final Connections connections;
    private final SeenAddresses addresses;
    private final PatternSettings settings;
    private final KeyNumbers services = numbers();
    private final KeyNumbers targets = numbers();
    private final KeyNumbers across = numbers();
    private final KeyNumbers down = numbers();
    private final LongColumn state = new LongColumn(0);
    private final LongColumn acrossVain = new LongColumn(0);
    private final LongColumn acrossTalked = new LongColumn(0);
    private final LongColumn downVain = new LongColumn(0);
    private final LongColumn downTalked = new LongColumn(0);
    private long tcp;
    private long tcpAnswered;
    private long sources;
    private long hosts;

    ScanTargets(Connections connections, SeenAddresses addresses, PatternSettings settings) {
        this.connections = connections;
        this.addresses = addresses;
        this.settings = settings;
        judge();
        sum();
    }

    private static KeyNumbers numbers() {
        return new KeyNumbers(2, Connections.MOST, "tried ports", "");
    }

    long tcp() {
        return tcp;
    }

    long tcpAnswered() {
        return tcpAnswered;
    }

    /** How many began to talk. */
    long sources() {
        return sources;
    }

    /** To how many hosts. */
    long hosts() {
        return hosts;
    }

    private void judge() {
        KeyNumbers began = new KeyNumbers(1, Connections.MOST, "sources", "");
        KeyNumbers answering = new KeyNumbers(1, Connections.MOST, "hosts", "");
        for (int i = 0; i < connections.count(); i++) {
            began.of(connections.source(i));
            tcp += connections.isTcp(i) ? 1 : 0;
            if (!addresses.isGroup(connections.destination(i))) {
                answering.of(connections.destination(i));
            }
            if (connections.isAnswered(i)) {
                tcpAnswered += connections.isTcp(i) ? 1 : 0;
                services.of(connections.destination(i), service(i, connections.destinationPort(i)));
            }
        }
        sources = began.count();
        hosts = answering.count();
        for (int i = 0; i < connections.count(); i++) {
            if (!addresses.isGroup(connections.destination(i)) && !isLateAnswer(i)) {
                state.or(targets.of(pair(i), service(i, connections.destinationPort(i))), isTry(i) ? VAIN : TALKED);
            }
        }
    }

    private long pair(int i) {
        return AddressPairs.key(connections.source(i), connections.destination(i));
    }

    private long service(int i, long port) {
        return connections.protocol(i) << 16 | port;
    }

    /** What a service sends by itself are answers whose questions nobody saw, or that came late. */
    private boolean isLateAnswer(int i) {
        return !connections.isAnswered(i)
                && connections.sourcePort(i) > 0
                && services.find(connections.source(i), service(i, connections.sourcePort(i))) >= 0;
    }

    /** A few packets: of TCP without data either way, of all else without an answer. */
    private boolean isTry(int i) {
        return connections.packets(i) <= settings.of(ScanSearch.PACKETS)
                && (connections.isTcp(i) ? !connections.carriedData(i) : !connections.isAnswered(i));
    }

    private void sum() {
        for (int target = 0; target < targets.count(); target++) {
            if (state.get(target) == VAIN) {
                acrossVain.add(across.of(acrossKey(target)), 1);
                downVain.add(down.of(downKey(target)), 1);
            }
        }
        for (int target = 0; target < targets.count(); target++) {
            if (state.get(target) != VAIN) {
                addFound(acrossTalked, across.find(acrossKey(target)));
                addFound(downTalked, down.find(downKey(target)));
            }
        }
    }

    private static void addFound(LongColumn counts, int group) {
        if (group >= 0) {
            counts.add(group, 1);
        }
    }

    private long[] acrossKey(int target) {
        return new long[] {AddressPairs.one(targets.part(target, 0)), targets.part(target, 1)};
    }

    private long[] downKey(int target) {
        return new long[] {targets.part(target, 0), targets.part(target, 1) >>> 16};
    }

    /** All scans, with their evidence. */
    List<Scan> scans() {
        Map<Integer, Scan> horizontal = found(across, acrossVain, acrossTalked, ScanSearch.HOSTS);
        Map<Integer, Scan> vertical = found(down, downVain, downTalked, ScanSearch.PORTS);
        blocks(horizontal, vertical);
        Set<Scan> scans = new LinkedHashSet<>(horizontal.values());
        scans.addAll(vertical.values());
        if (scans.isEmpty()) {
            return new ArrayList<>();
        }
        for (int i = 0; i < connections.count(); i++) {
            int target = targets.find(pair(i), service(i, connections.destinationPort(i)));
            if (target < 0 || state.get(target) != VAIN || isLateAnswer(i)) {
                continue;
            }
            Scan one = horizontal.get(across.find(acrossKey(target)));
            Scan other = vertical.get(down.find(downKey(target)));
            if (one != null) {
                one.add(connections, i);
            }
            if (other != null && other != one) {
                other.add(connections, i);
            }
        }
        return new ArrayList<>(scans);
    }

    private Map<Integer, Scan> found(KeyNumbers groups, LongColumn vain, LongColumn talked, Threshold least) {
        boolean isAcross = groups == across;
        Map<Integer, Scan> found = new HashMap<>();
        for (int group = 0; group < groups.count(); group++) {
            long tried = vain.get(group);
            if (tried >= settings.of(least) && tried >= settings.of(ScanSearch.VAIN) * (tried + talked.get(group))) {
                Scan scan = isAcross
                        ? new Scan(Scan.Shape.HORIZONTAL, (int) groups.part(group, 0), groups.part(group, 1) >>> 16)
                        : new Scan(Scan.Shape.VERTICAL, AddressPairs.one(groups.part(group, 0)), groups.part(group, 1));
                scan.others = talked.get(group);
                found.put(group, scan);
            }
        }
        return found;
    }

    /** One source with several of both kinds and one protocol goes over a block of hosts and ports: one scan. */
    private static void blocks(Map<Integer, Scan> horizontal, Map<Integer, Scan> vertical) {
        Map<List<Long>, int[]> counts = new HashMap<>();
        horizontal.values().forEach(scan -> counts.computeIfAbsent(key(scan), k -> new int[2])[0]++);
        vertical.values().forEach(scan -> counts.computeIfAbsent(key(scan), k -> new int[2])[1]++);
        Map<List<Long>, Scan> blocks = new HashMap<>();
        counts.forEach((key, both) -> {
            if (both[0] > 1 && both[1] > 1) {
                blocks.put(key, new Scan(Scan.Shape.BLOCK, key.get(0).intValue(), key.get(1)));
            }
        });
        horizontal.values().stream()
                .filter(scan -> blocks.containsKey(key(scan)))
                .forEach(scan -> blocks.get(key(scan)).others += scan.others);
        horizontal.replaceAll((group, scan) -> blocks.getOrDefault(key(scan), scan));
        vertical.replaceAll((group, scan) -> blocks.getOrDefault(key(scan), scan));
    }

    private static List<Long> key(Scan scan) {
        return List.of((long) scan.source, scan.protocol);
    }
}
