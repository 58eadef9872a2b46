package org.overtap.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Puts listeners on the segments of {@link NamespaceHosts}: each is a host more, and what it listens to floods. */
final class ListenerSwitch {
    /** The two links' ends, with their addresses. */
    private static final String LINKS = """
            one c eth2 10.1.3.1/24 d eth1 10.1.3.2/24
            two b eth2 10.1.2.1/24 d eth2 10.1.2.2/24
            """;

    private ListenerSwitch() {}

    /** The name of the node that listens there. */
    static String node(String segment) {
        return "tap-" + segment;
    }

    /** Its address on the control network. */
    static String control(String segment) {
        return "10.254.78." + (60 + List.of("lan", "one", "two").indexOf(segment));
    }

    /** From now on there are listeners on these segments and on no others. */
    static void set(NamespaceHosts hosts, List<String> segments) {
        StringBuilder script = new StringBuilder("set -e\n");
        String switched = hosts.prefix() + "switch";
        for (String segment : List.of("lan", "one", "two")) {
            String node = hosts.prefix() + node(segment);
            script.append("ip netns del %s 2>/dev/null || true\n".formatted(node));
        }
        script.append("ip -n %s link set lan type bridge ageing_time %d\n"
                .formatted(switched, segments.contains("lan") ? 0 : 30_000));
        LINKS.lines().forEach(line -> link(script, hosts.prefix(), line.split(" "), segments));
        segments.forEach(segment -> listener(script, hosts, segment));
        try {
            Path file = Files.writeString(hosts.home().resolve("listeners.sh"), script);
            Live.Ended ended = Live.run(hosts.home(), List.of("sh", file.toString()));
            if (ended.code() != 0) {
                throw new IllegalStateException(ended.err());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A wire between the two, or a bridge that learns nothing. */
    private static void link(StringBuilder script, String prefix, String[] words, List<String> segments) {
        String segment = words[0];
        script.append("ip -n %s%s link del %s\n".formatted(prefix, words[1], words[2]));
        script.append("ip -n %s%s link del %s 2>/dev/null || true\n".formatted(prefix, words[4], words[5]));
        script.append("ip -n %sswitch link del %s 2>/dev/null || true\n".formatted(prefix, segment));
        if (segments.contains(segment)) {
            script.append("ip -n %sswitch link add %s type bridge mcast_snooping 0 ageing_time 0\n"
                    .formatted(prefix, segment));
            script.append("ip -n %sswitch link set %s up\n".formatted(prefix, segment));
            wire(script, prefix, words[1], words[2], segment);
            wire(script, prefix, words[4], words[5], segment);
        } else {
            script.append("ip link add %s netns %s%s type veth peer name %s netns %s%s\n"
                    .formatted(words[2], prefix, words[1], words[5], prefix, words[4]));
            script.append("ip -n %s%s link set %s up\n".formatted(prefix, words[1], words[2]));
            script.append("ip -n %s%s link set %s up\n".formatted(prefix, words[4], words[5]));
        }
        script.append("ip -n %s%s addr add %s dev %s\n".formatted(prefix, words[1], words[3], words[2]));
        script.append("ip -n %s%s addr add %s dev %s\n".formatted(prefix, words[4], words[6], words[5]));
    }

    private static void wire(StringBuilder script, String prefix, String node, String port, String bridge) {
        script.append("ip link add %s netns %s%s type veth peer name %s-%s netns %sswitch\n"
                .formatted(port, prefix, node, bridge, node, prefix));
        script.append("ip -n %s%s link set %s up\n".formatted(prefix, node, port));
        script.append("ip -n %sswitch link set %s-%s up master %s\n".formatted(prefix, bridge, node, bridge));
    }

    private static void listener(StringBuilder script, NamespaceHosts hosts, String segment) {
        String node = node(segment);
        String prefix = hosts.prefix();
        script.append("ip netns add %s%s\n".formatted(prefix, node));
        script.append("ip -n %s%s link set lo up\n".formatted(prefix, node));
        wire(script, prefix, node, "ctrl0", "control");
        script.append("ip -n %s%s addr add %s/24 dev ctrl0\n".formatted(prefix, node, control(segment)));
        wire(script, prefix, node, "eth1", segment);
        script.append("sed 's/^ListenAddress.*/ListenAddress %s/' %s >%s\n"
                .formatted(
                        control(segment),
                        hosts.home().resolve("sshd-a"),
                        hosts.home().resolve("sshd-" + node)));
        script.append("nsenter --net=/run/netns/%s%s -- /usr/sbin/sshd -r -f %s\n"
                .formatted(prefix, node, hosts.home().resolve("sshd-" + node)));
    }
}
