package org.overtap.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts taps on the segments of {@link NamespaceHosts}, each a host more: a listener, and what it listens to floods, or a
 * bridge between a link's two ends.
 */
final class AddedTaps {
    static final String LISTENER = "listener";
    static final String BRIDGE = "bridge";

    private static final List<String> SEGMENTS = List.of("lan", "one", "two");

    /** The two links' ends, with their addresses. */
    private static final String LINKS = """
            one c eth2 10.1.3.1/24 d eth1 10.1.3.2/24
            two b eth2 10.1.2.1/24 d eth2 10.1.2.2/24
            """;

    private final NamespaceHosts hosts;
    private final String prefix;
    private final StringBuilder script = new StringBuilder("set -e\n");

    private AddedTaps(NamespaceHosts hosts) {
        this.hosts = hosts;
        this.prefix = hosts.prefix();
    }

    /** What the profile's parameter asks for, by segment. */
    static Map<String, String> asked(String value) {
        Map<String, String> kinds = new TreeMap<>();
        Arrays.stream(value.split(" "))
                .filter(word -> word.contains("/"))
                .forEach(word -> kinds.put(word.replaceAll(".*=|/.*", ""), word.replaceFirst("=.*", "")));
        return kinds;
    }

    /** The name of the node that taps there. */
    static String node(String segment) {
        return "tap-" + segment;
    }

    /** Its address on the control network. */
    static String control(String segment) {
        return "10.254.78." + (60 + SEGMENTS.indexOf(segment));
    }

    /** From now on there are taps of these kinds on these segments and on no others. */
    static void set(NamespaceHosts hosts, Map<String, String> kinds) {
        AddedTaps taps = new AddedTaps(hosts);
        taps.write(kinds);
        try {
            Path file = Files.writeString(hosts.home().resolve("taps.sh"), taps.script);
            Live.Ended ended = Live.run(hosts.home(), List.of("sh", file.toString()));
            if (ended.code() != 0) {
                throw new IllegalStateException(ended.err());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void line(String form, Object... words) {
        script.append(form.formatted(words)).append('\n');
    }

    private void write(Map<String, String> kinds) {
        for (String segment : SEGMENTS) {
            String namespace = prefix + node(segment);
            line("for pid in $(ip netns pids %s 2>/dev/null); do kill $pid 2>/dev/null || true; done", namespace);
            line("ip netns del %s 2>/dev/null || true", namespace);
        }
        line("ip -n %sswitch link set lan type bridge ageing_time %d", prefix, kinds.containsKey("lan") ? 0 : 30_000);
        kinds.forEach(this::host);
        LINKS.lines().forEach(wire -> {
            String[] words = wire.split(" ");
            link(words, kinds.getOrDefault(words[0], ""));
        });
        if (kinds.containsKey("lan")) {
            plug(node("lan"), "eth1", "lan");
        }
    }

    /** A wire between the two, or two by way of a tap. */
    private void link(String[] words, String kind) {
        String segment = words[0];
        line("ip -n %s%s link del %s 2>/dev/null || true", prefix, words[1], words[2]);
        line("ip -n %s%s link del %s 2>/dev/null || true", prefix, words[4], words[5]);
        line("ip -n %sswitch link del %s 2>/dev/null || true", prefix, segment);
        switch (kind) {
            case LISTENER -> {
                line("ip -n %sswitch link add %s type bridge mcast_snooping 0 ageing_time 0", prefix, segment);
                line("ip -n %sswitch link set %s up", prefix, segment);
                plug(words[1], words[2], segment);
                plug(words[4], words[5], segment);
                plug(node(segment), "eth1", segment);
            }
            case BRIDGE -> {
                line("ip -n %s%s link add br0 type bridge mcast_snooping 0", prefix, node(segment));
                line("ip -n %s%s link set br0 up", prefix, node(segment));
                wire(words[1], words[2], node(segment), "eth1");
                wire(words[4], words[5], node(segment), "eth2");
                line("ip -n %s%s link set eth1 master br0", prefix, node(segment));
                line("ip -n %s%s link set eth2 master br0", prefix, node(segment));
            }
            default -> wire(words[1], words[2], words[4], words[5]);
        }
        line("ip -n %s%s addr add %s dev %s", prefix, words[1], words[3], words[2]);
        line("ip -n %s%s addr add %s dev %s", prefix, words[4], words[6], words[5]);
    }

    private void wire(String one, String port, String other, String far) {
        line("ip link add %s netns %s%s type veth peer name %s netns %s%s", port, prefix, one, far, prefix, other);
        line("ip -n %s%s link set %s up", prefix, one, port);
        line("ip -n %s%s link set %s up", prefix, other, far);
    }

    private void plug(String node, String port, String bridge) {
        wire(node, port, "switch", bridge + "-" + node);
        line("ip -n %sswitch link set %s-%s master %s", prefix, bridge, node, bridge);
    }

    private void host(String segment, String kind) {
        String node = node(segment);
        line("ip netns add %s%s", prefix, node);
        line("ip -n %s%s link set lo up", prefix, node);
        plug(node, "ctrl0", "control");
        line("ip -n %s%s addr add %s/24 dev ctrl0", prefix, node, control(segment));
        Path config = hosts.home().resolve("sshd-" + node);
        line(
                "sed 's/^ListenAddress.*/ListenAddress %s/' %s >%s",
                control(segment), hosts.home().resolve("sshd-a"), config);
        line("nsenter --net=/run/netns/%s%s -- /usr/sbin/sshd -r -f %s", prefix, node, config);
    }
}
