package org.overtap.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.overtap.topology.IpAddress;

/** Canaries between one port pair: which nodes hold sockets for it, what was sent, and what came. */
final class CanaryRound {
    /** Between two datagrams of one pair, and between any two of one node. */
    private static final Duration PACE = Duration.ofMillis(100);

    private static final Duration NODE_PACE = Duration.ofNanos(2_500_000);

    /** How long what was sent may be on its way. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** How long a node's end waits to be asked, and longer the more nodes have to be. */
    private static final Duration LIFE = Duration.ofSeconds(90);

    private static final Duration LIFE_A_NODE = Duration.ofSeconds(2);

    private final PortPair ports;
    private final int payload;
    private final Function<String, CanaryPost> posts;
    private final Map<String, CanaryPost.Answer> held;
    private Map<String, CanaryPost.Answer> sent = Map.of();
    private Map<String, CanaryPost.Answer> came = Map.of();

    private CanaryRound(
            PortPair ports, int payload, Function<String, CanaryPost> posts, Map<String, CanaryPost.Answer> held) {
        this.ports = ports;
        this.payload = payload;
        this.posts = posts;
        this.held = held;
    }

    /** One way of a pair. */
    private record Way(String sender, String receiver, IpAddress from, IpAddress to) {
        private String line() {
            return from + " " + to;
        }
    }

    private static Way forth(CanaryPair pair) {
        return new Way(pair.a(), pair.b(), pair.from(), pair.to());
    }

    private static Way back(CanaryPair pair) {
        return new Way(pair.b(), pair.a(), pair.to(), pair.from());
    }

    private static Stream<Way> ways(CanaryPair pair) {
        return pair.bothWays() ? Stream.of(forth(pair), back(pair)) : Stream.of(forth(pair));
    }

    /**
     * Opens sockets on the nodes of these pairs.
     *
     * @param posts the end on each node
     */
    static CanaryRound open(
            List<CanaryPair> pairs, PortPair ports, int payload, int count, Function<String, CanaryPost> posts)
            throws VerifyException {
        Map<String, Set<CanaryPost.End>> ends = new LinkedHashMap<>();
        for (CanaryPair pair : pairs.stream().filter(CanaryPair::addressed).toList()) {
            of(ends, pair.a()).add(new CanaryPost.End(pair.from().toString(), pair.interfaceOfA()));
            of(ends, pair.b()).add(new CanaryPost.End(pair.to().toString(), pair.interfaceOfB()));
        }
        Duration life = LIFE.plus(LIFE_A_NODE.multipliedBy(ends.size()))
                .plus(pace(pairs.size()).multipliedBy((long) count * pairs.size()));
        Map<String, CanaryPost.Answer> held = EachNode.ask(
                ends.keySet(), node -> posts.apply(node).hold(List.copyOf(ends.get(node)), ports, payload, life));
        return new CanaryRound(ports, payload, posts, held);
    }

    private static Set<CanaryPost.End> of(Map<String, Set<CanaryPost.End>> ends, String node) {
        return ends.computeIfAbsent(node, n -> new LinkedHashSet<>());
    }

    /** From one datagram of a node to its next, where so many pairs have their turn. */
    private static Duration pace(int pairs) {
        Duration fair = PACE.dividedBy(Math.max(1, pairs));
        return fair.compareTo(NODE_PACE) < 0 ? NODE_PACE : fair;
    }

    PortPair ports() {
        return ports;
    }

    /** Whether some node uses one of the ports already. */
    boolean collides() {
        return held.values().stream().anyMatch(answer -> answer.said().containsValue("taken"));
    }

    /** The ports that each node's kernel gives away, as {@code LOW HIGH}. */
    List<String> ranges() {
        return held.values().stream()
                .map(answer -> answer.to("range"))
                .filter(range -> range.matches("\\d{1,5} \\d{1,5}"))
                .toList();
    }

    /** Whether both ends of a pair have their sockets. */
    boolean ready(CanaryPair pair) {
        return unheld(pair).findAny().isEmpty();
    }

    private Optional<String> unheld(String node, IpAddress address) {
        CanaryPost.Answer answer = held.get(node);
        String said = answer.to(address.toString());
        if (answer.failure().isPresent() || said.equals("ok")) {
            return answer.failure();
        }
        String words = said.equals("taken")
                ? "UDP port " + ports.from() + " or " + ports.to() + " of " + address + " is in use"
                : said.isEmpty() ? "no word of " + address : said.replaceFirst("^failed: *", "");
        return Optional.of("node " + node + ": " + words);
    }

    /** Sends between pairs that are ready, and counts. */
    void run(Collection<CanaryPair> pairs, int count) throws VerifyException {
        Map<String, Set<String>> ways = new LinkedHashMap<>();
        pairs.stream().flatMap(CanaryRound::ways).forEach(way -> ways.computeIfAbsent(
                        way.sender, node -> new LinkedHashSet<>())
                .add(way.line()));
        sent = EachNode.ask(ways.keySet(), node -> posts.apply(node)
                .go(List.copyOf(ways.get(node)), count, pace(ways.get(node).size())));
        Map<String, Map<String, Integer>> coming = new LinkedHashMap<>();
        pairs.stream().flatMap(CanaryRound::ways).forEach(way -> coming.computeIfAbsent(
                        way.receiver, node -> new LinkedHashMap<>())
                .put(way.line(), sent(way)));
        came = EachNode.ask(coming.keySet(), node -> posts.apply(node).end(coming.get(node), GRACE));
        close(held.keySet().stream().filter(node -> !came.containsKey(node)).toList());
    }

    /** Leaves nothing behind on nodes. */
    void quit() throws VerifyException {
        close(held.keySet());
    }

    private void close(Collection<String> nodes) throws VerifyException {
        List<String> holding = nodes.stream()
                .filter(node -> held.get(node).said().containsValue("ok"))
                .toList();
        EachNode.ask(holding, node -> {
            posts.apply(node).quit();
            return node;
        });
    }

    /** What became of a pair's canaries. */
    Canary canary(CanaryPair pair) {
        Passage forth = passage(forth(pair));
        Passage back = pair.bothWays() ? passage(back(pair)) : Passage.NONE;
        List<String> failures = (ready(pair) ? ways(pair).flatMap(this::failures) : unheld(pair))
                .distinct()
                .toList();
        int bytes = Canary.packetBytes(pair.family(), payload);
        return new Canary(
                pair,
                ports,
                bytes,
                forth,
                back,
                failures.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", failures)));
    }

    private static final CanaryPost.Answer NOT_ASKED = new CanaryPost.Answer(Map.of(), Optional.empty());

    private Passage passage(Way way) {
        List<Integer> counts =
                numbers(came.getOrDefault(way.receiver, NOT_ASKED).to(way.line()), 2);
        return new Passage(sent(way), counts.get(0), counts.get(1));
    }

    private int sent(Way way) {
        return numbers(sent.getOrDefault(way.sender, NOT_ASKED).to(way.line()), 1)
                .get(0);
    }

    private Stream<String> unheld(CanaryPair pair) {
        if (!pair.addressed()) {
            return Stream.of(pair.a() + " and " + pair.b() + " have no addresses of one family"
                    + (pair.segment().isEmpty() ? "" : " on " + pair.segment()) + ", so no canary can go between them");
        }
        return Stream.of(unheld(pair.a(), pair.from()), unheld(pair.b(), pair.to()))
                .flatMap(Optional::stream);
    }

    private Stream<String> failures(Way way) {
        return Stream.of(unsent(way), uncounted(way.receiver)).flatMap(Optional::stream);
    }

    private Optional<String> unsent(Way way) {
        CanaryPost.Answer answer = sent.getOrDefault(way.sender, NOT_ASKED);
        if (answer.failure().isPresent() || sent(way) > 0) {
            return answer.failure();
        }
        String why = answer.to(way.line()).replaceFirst("^\\d+ *", "");
        return Optional.of("node " + way.sender + " could send nothing from " + way.from + " to " + way.to
                + (why.isEmpty() ? "" : ": " + why));
    }

    private Optional<String> uncounted(String receiver) {
        return came.getOrDefault(receiver, NOT_ASKED).failure();
    }

    /** The numbers that a line begins with; 0 for those that it does not tell. */
    private static List<Integer> numbers(String text, int many) {
        List<Integer> numbers = new ArrayList<>();
        for (String word : text.split(" ")) {
            numbers.add(word.matches("\\d{1,9}") ? Integer.parseInt(word) : 0);
        }
        while (numbers.size() < many) {
            numbers.add(0);
        }
        return numbers;
    }
}
