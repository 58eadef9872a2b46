package org.overtap.testbed.local.docker;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.overtap.testbed.InvalidSettingException;

/**
 * Containers that belong together.
 *
 * @param kind by what
 * @param name the network, the project or the lab
 */
record ContainerGroup(Kind kind, String name) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");

    /** By what containers belong together. */
    enum Kind {
        NETWORK("", "", List.of()),
        /** Compose's labels: project, and service with its number. */
        COMPOSE(
                "compose=",
                "com.docker.compose.project",
                List.of("com.docker.compose.service", "com.docker.compose.container-number")),
        /** containerlab's labels: lab, and the node's name in it. */
        CONTAINERLAB("containerlab=", "containerlab", List.of("clab-node-name"));

        private final String prefix;
        private final String label;
        private final List<String> names;

        Kind(String prefix, String label, List<String> names) {
            this.prefix = prefix;
            this.label = label;
            this.names = names;
        }

        /** The labels that make a node's name, the later ones only where they tell more than 1. */
        List<String> names() {
            return names;
        }
    }

    /**
     * Reads the words behind {@code docker:}.
     *
     * @throws InvalidSettingException if they are none
     */
    static ContainerGroup of(String words) {
        Kind kind = Arrays.stream(Kind.values())
                .filter(k -> !k.prefix.isEmpty() && words.startsWith(k.prefix))
                .findFirst()
                .orElse(Kind.NETWORK);
        String name = words.substring(kind.prefix.length());
        if (!NAME.matcher(name).matches()) {
            throw new InvalidSettingException("'docker:" + words + "' names no containers: write docker:NETWORK, "
                    + Arrays.stream(Kind.values())
                            .filter(k -> !k.prefix.isEmpty())
                            .map(k -> "docker:" + k.prefix + "NAME")
                            .collect(Collectors.joining(" or ")));
        }
        return new ContainerGroup(kind, name);
    }

    /** What {@code docker ps} filters by; the label's value is compared exactly. */
    String filter() {
        return kind == Kind.NETWORK ? "network=" + name : "label=" + kind.label + "=" + name;
    }

    /** As in a SOURCE. */
    @Override
    public String toString() {
        return kind.prefix + name;
    }
}
