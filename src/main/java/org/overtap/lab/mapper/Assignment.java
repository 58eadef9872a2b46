package org.overtap.lab.mapper;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which machine plays which name.
 *
 * @param machines by name
 */
public record Assignment(Map<String, NodeId> machines) {
    public Assignment {
        machines = Map.copyOf(machines);
    }

    public static Assignment none() {
        return new Assignment(Map.of());
    }

    /** The same with names put on machines of their own; who was on one of these has none any more. */
    public Assignment fixing(Map<String, NodeId> fixed) {
        Map<String, NodeId> moved = new LinkedHashMap<>(machines);
        moved.values().removeAll(fixed.values());
        moved.putAll(fixed);
        return new Assignment(moved);
    }

    /**
     * Keeps a name's machine where it has one, and takes the first free machines for the others.
     *
     * @param names who needs a machine
     * @param pool all machines, in the order they are taken
     * @param broken machines that must not be used
     * @throws TooFewMachines if the pool does not suffice
     */
    public Assignment renew(Collection<String> names, List<NodeId> pool, Set<NodeId> broken) throws TooFewMachines {
        Map<String, NodeId> renewed = new LinkedHashMap<>();
        names.stream()
                .filter(name -> machines.containsKey(name) && !broken.contains(machines.get(name)))
                .forEach(name -> renewed.put(name, machines.get(name)));
        List<NodeId> free = new ArrayList<>(pool);
        free.removeAll(broken);
        free.removeAll(renewed.values());
        List<String> waiting =
                names.stream().filter(name -> !renewed.containsKey(name)).toList();
        if (waiting.size() > free.size()) {
            throw new TooFewMachines(waiting.size(), free.size());
        }
        waiting.forEach(name -> renewed.put(name, free.remove(0)));
        return new Assignment(renewed);
    }

    /** The machine that plays a name. */
    public NodeId of(String name) {
        NodeId machine = machines.get(name);
        if (machine == null) {
            throw new IllegalArgumentException("no machine was assigned to " + name);
        }
        return machine;
    }
}
