package org.overtap.testbed.local.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.local.Namespace;
import org.overtap.testbed.local.NamespaceFinder;
import org.overtap.topology.file.JsonDocument;

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
        List<String> ids = docker(machine, "ps", "--quiet", "--no-trunc", "--filter", group.filter())
                .lines()
                .toList();
        JsonNode networks = networks(machine);
        if (ids.isEmpty()) {
            throw new TestbedException(
                    "no running container belongs to docker:" + group + "; 'docker ps' has those" + " that run");
        }
        List<String> words = new ArrayList<>(List.of("inspect"));
        words.addAll(ids);
        Map<String, Namespace> found = new TreeMap<>();
        TreeSet<String> own = new TreeSet<>();
        for (JsonNode container : json(docker(machine, words.toArray(String[]::new)))) {
            if (container.path("HostConfig").path("NetworkMode").asText().equals("host")) {
                notes.accept("container " + container.path("Name").asText().replaceFirst("^/", "")
                        + " has this machine's own network, so it is no node: left out");
                continue;
            }
            own.addAll(ownNetworks(container));
            Namespace node = node(container);
            Namespace before = found.putIfAbsent(node.node(), node);
            if (before != null) {
                throw new TestbedException(
                        before.id() + " and " + node.id() + " would both be node " + node.node() + ": stop one");
            }
        }
        setForeign(networks, own);
        return List.copyOf(found.values());
    }

    private JsonNode networks(Shell machine) throws TestbedException, ShellException {
        List<String> words = new ArrayList<>(List.of("network", "inspect"));
        docker(machine, "network", "ls", "--quiet", "--no-trunc").lines().forEach(words::add);
        return json(docker(machine, words.toArray(String[]::new)));
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

    private void setForeign(JsonNode networks, Collection<String> own) {
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
        String full = container.path("Name").asText().replaceFirst("^/", "");
        String id = container.path("Id").asText();
        int process = container.path("State").path("Pid").asInt(0);
        if (process <= 0 || id.length() < ID_DIGITS) {
            throw new TestbedException("container " + full + " ended while it was looked at: try again");
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

    private static String docker(Shell machine, String... words) throws TestbedException, ShellException {
        List<String> all = new ArrayList<>(List.of("docker"));
        all.addAll(List.of(words));
        CommandResult reply = machine.run(Command.of(all.toArray(String[]::new)));
        if (!reply.ok()) {
            throw new TestbedException(
                    "'docker " + words[0] + "' fails: " + reply.errorText() + "; DOCKER_HOST says where the engine is");
        }
        return reply.out();
    }

    private static JsonNode json(String text) throws TestbedException {
        try {
            return JsonDocument.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new TestbedException("'docker inspect' printed no JSON", e);
        }
    }

    @Override
    public String what() {
        return "containers";
    }
}
