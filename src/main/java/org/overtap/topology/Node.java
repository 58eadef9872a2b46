package org.overtap.topology;

import java.util.List;
import java.util.Optional;

/**
 * A machine of the experiment, under the name that the experimenter knows.
 *
 * @param name virtual name ({@code client}, {@code tbdelay0})
 * @param role what it is
 * @param machine the machine behind it; absent when the topology comes from a drawing
 * @param interfaces its ports on the experiment's segments, never the control interface
 */
public record Node(String name, Role role, Optional<Machine> machine, List<Interface> interfaces) {
    public Node {
        Checks.notBlank(name, "a node needs a name");
        Checks.that(role != null, "node " + name + " has no role");
        machine = machine == null ? Optional.empty() : machine;
        interfaces = interfaces == null ? List.of() : List.copyOf(interfaces);
        Checks.that(
                interfaces.stream().map(Interface::name).distinct().count() == interfaces.size(),
                "node " + name + " has two interfaces of one name");
    }

    /** The interface of that name, if the node has it. */
    public Optional<Interface> find(String interfaceName) {
        return interfaces.stream().filter(i -> i.name().equals(interfaceName)).findFirst();
    }

    /** Its address on the control network, if known. */
    public Optional<String> control() {
        return machine.flatMap(Machine::control);
    }
}
