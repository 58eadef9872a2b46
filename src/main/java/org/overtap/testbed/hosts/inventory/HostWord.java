package org.overtap.testbed.hosts.inventory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Hosts that are written as one word: {@code [user@]host[:port]} or {@code netns:NAME}, with ranges. */
public final class HostWord {
    private static final String NAMESPACE = "netns:";

    private HostWord() {}

    /** The hosts that the word means. */
    static List<HostEntry> hosts(Mark at, String word) {
        List<HostEntry> hosts = new ArrayList<>();
        for (String one : HostPattern.expand(at, word)) {
            hosts.add(host(at, one));
        }
        return hosts;
    }

    private static HostEntry host(Mark at, String word) {
        boolean namespace = word.startsWith(NAMESPACE);
        String value = namespace ? word.substring(NAMESPACE.length()) : word;
        String name = namespace ? value : nodeName(Login.parse(at, value).host());
        HostFields fields = new HostFields(at, name, Path.of(""));
        fields.own(namespace ? "netns" : "host", new YamlTree.Text(at, value));
        return fields.entry();
    }

    /** A node's name from a host's: colons and zones would be taken for something else. */
    static String nodeName(String host) {
        return host.replaceAll("[:%]", "-").replaceFirst("^-+", "");
    }

    /** The hosts of a list that was typed, parted by commas. */
    public static Inventory list(String typed) {
        List<HostEntry> hosts = new ArrayList<>();
        for (String word : typed.split(",")) {
            if (!word.isBlank()) {
                hosts.addAll(hosts(new Mark("hosts:" + typed, 0, 0), word.strip()));
            }
        }
        return new Inventory("hosts:" + typed, hosts, List.of(), List.of());
    }
}
