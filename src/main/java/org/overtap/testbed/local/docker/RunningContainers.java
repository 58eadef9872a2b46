package org.overtap.testbed.local.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.local.AbsentNodesException;
import org.overtap.testbed.local.Listed;
import org.overtap.testbed.local.Namespace;
import org.overtap.testbed.local.NamespaceFinder;

/**
 * Finds the containers of a group that run now. A container that was restarted has another process, and is the same
 * node; one that was made anew under its name is another container.
 */
final class RunningContainers implements NamespaceFinder {
    private static final int ID_DIGITS = 12;
    private static final String BRIDGE_PREFIX = "br-";

    private final ContainerGroup group;
    /** The bridges of Docker's networks, other than those of the group, when containers were last looked at. */
    private final Collection<String> foreign = new TreeSet<>();

    private final Consumer<String> notes;

    /** @param notes hears what was left out */
    RunningContainers(ContainerGroup group, Consumer<String> notes) {
        this.group = group;
        this.notes = notes;
    }

    @Override
    public List<Namespace> find(Shell machine) throws TestbedException, ShellException {
        ContainerEngine.Told told = new ContainerEngine(machine).group(group);
        List<JsonNode> containers = new ArrayList<>(told.containers());
        // A network namespace is called after whoever made it.
        containers.sort(Comparator.comparing(RunningContainers::isGuest).thenComparing(RunningContainers::name));
        Map<String, Namespace> found = new LinkedHashMap<>();
        TreeSet<String> own = new TreeSet<>();
        List<String> left = new ArrayList<>();
        for (JsonNode container : containers) {
            Optional<String> reason = reason(container);
            if (reason.isPresent()) {
                left.add("container " + name(container) + " " + reason.get() + ", so it is no node: left out");
                continue;
            }
            own.addAll(ownNetworks(container));
            Namespace node = node(container);
            Namespace before = found.putIfAbsent(node.node(), node);
            if (before != null) {
                throw new TestbedException(
                        before.words() + " and " + node.words() + " would both be node " + node.node() + ": stop one");
            }
        }
        if (found.isEmpty()) {
            throw new AbsentNodesException("no node in docker:" + group + ": " + Listed.some(left), List.of());
        }
        left.forEach(notes);
        setForeign(told.networks(), own);
        return List.copyOf(found.values());
    }

    /** Why a container is no node, if so. */
    private static Optional<String> reason(JsonNode container) {
        if (container.path("HostConfig").path("NetworkMode").asText().equals("host")) {
            return Optional.of("has this machine's own network");
        }
        if (container.path("State").path("Pid").asInt(0) <= 0) {
            return Optional.of("has no process at present");
        }
        return Optional.empty();
    }

    /** Whether it is in the network namespace of another, as {@code network_mode: service:x} makes it. */
    private static boolean isGuest(JsonNode container) {
        return container.path("HostConfig").path("NetworkMode").asText().startsWith("container:");
    }

    private static String name(JsonNode container) {
        return container.path("Name").asText().replaceFirst("^/", "");
    }

    /** The networks by which a container is in the group; a lab's links are none of the engine's. */
    private List<String> ownNetworks(JsonNode container) {
        List<String> names = new ArrayList<>();
        switch (group.kind()) {
            case NETWORK -> names.add(group.name());
            case COMPOSE ->
                container.path("NetworkSettings").path("Networks").fieldNames().forEachRemaining(names::add);
            case CONTAINERLAB -> {
                // Its network for management is the only one of the engine's.
            }
        }
        return names;
    }

    private void setForeign(Collection<JsonNode> networks, Collection<String> own) {
        foreign.clear();
        for (JsonNode network : networks) {
            if (!own.contains(network.path("Name").asText())) {
                String id = network.path("Id").asText();
                foreign.add(network.path("Options")
                        .path("com.docker.network.bridge.name")
                        .asText(BRIDGE_PREFIX + id.substring(0, Math.min(ID_DIGITS, id.length()))));
            }
        }
    }

    /** Whether what is on that bridge belongs to the group, as far as the engine made it. */
    boolean owns(String bridge) {
        return !foreign.contains(bridge);
    }

    private Namespace node(JsonNode container) throws TestbedException {
        String full = name(container);
        String id = container.path("Id").asText();
        int process = container.path("State").path("Pid").asInt(0);
        if (id.length() < ID_DIGITS || full.isEmpty()) {
            throw new TestbedException(
                    "'docker inspect' tells of a container without " + (full.isEmpty() ? "name" : "id"));
        }
        JsonNode labels = container.path("Config").path("Labels");
        List<String> words = new ArrayList<>();
        for (String label : group.kind().names()) {
            String word = labels.path(label).asText("");
            if (!word.isEmpty() && !(word.equals("1") && !words.isEmpty())) {
                words.add(word);
            }
        }
        return new Namespace(
                words.isEmpty() ? full : String.join("-", words),
                "container " + full + " " + id.substring(0, ID_DIGITS),
                "/proc/" + process + "/ns/net");
    }

    @Override
    public String what() {
        return "containers";
    }
}
