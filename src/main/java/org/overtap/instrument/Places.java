package org.overtap.instrument;

import java.util.Set;
import java.util.TreeSet;

/**
 * The places that a descriptor's templates may have. What fills them is known to those who deploy.
 *
 * <p>Everywhere: {@code program} and {@code node}, and, but for mirrors, {@code rotate} (seconds after which a file is closed). Probes and mirrors:
 * {@code deployment} (its id, by which what is made can be known), {@code interface} and {@code engine} (the number that
 * tells which of that node's interfaces). Mirrors: {@code tap}, a name for the port to which is copied, and
 * {@code remote}, the address of a device of the user's, where that is a tunnel's end. Probes: {@code source} (the address
 * that tells whose records these are), of the engine's number the two bytes {@code high} and {@code low}, {@code filter} (a capture filter that leaves out what is exported),
 * {@code idle}, {@code active} and {@code scan} (seconds); where they send, {@code collector} and {@code port}, or
 * {@code receiver}, which is both with a colon between, an IPv6 address in brackets.
 * Collectors: {@code address} and {@code port} that they listen on; where the user has a broker to which they send,
 * {@code broker}, {@code brokerport} and {@code topic}. What they are given for each exporter that they are
 * to hear: {@code exporter}, a name that may be a folder's and is unlike that of any other of the collector's, and
 * {@code from}, the address that it sends from. In what their log tells of the first packet: {@code from} and
 * {@code engine}.
 */
public final class Places {
    private static final Set<String> ALL = Set.of("program", "node", "rotate");
    private static final Set<String> PROBES =
            Set.of("deployment", "interface", "source", "engine", "high", "low", "filter", "idle", "active", "scan");
    private static final Set<String> SENDING = Set.of("collector", "port", "receiver");
    private static final Set<String> COLLECTORS = Set.of("address", "port", "broker", "brokerport", "topic");
    private static final Set<String> MIRRORS =
            Set.of("program", "node", "deployment", "interface", "tap", "engine", "remote");

    /** Those of what is said once for each exporter. */
    static final Set<String> EXPORTER = Set.of("exporter", "from");

    /** Those of what a collector's log tells of an exporter; the number of v5 may be told with its two bytes flipped. */
    static final Set<String> ARRIVAL = Set.of("from", "engine", "flipped");

    private Places() {}

    /** Those of a probe that stores where it runs, of one that sends, of a collector, or of a mirror. */
    public static Set<String> of(Instrument.Kind kind, boolean stores) {
        if (kind == Instrument.Kind.MIRROR) {
            return MIRRORS;
        }
        Set<String> places = new TreeSet<>(ALL);
        places.addAll(kind == Instrument.Kind.PROBE ? PROBES : COLLECTORS);
        if (kind == Instrument.Kind.PROBE && !stores) {
            places.addAll(SENDING);
        }
        return places;
    }
}
