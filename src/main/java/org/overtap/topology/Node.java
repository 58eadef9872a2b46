package org.overtap.topology;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A machine of the experiment, under the name that the experimenter knows.
 *
 * @param name virtual name ({@code client}, {@code shaper-0})
 * @param role what it is
 * @param machine the machine behind it; absent when the topology comes from a drawing
 * @param interfaces its ports on the experiment's segments, never the control interface
 * @param label another name, only to display
 * @param cost what probing it costs; 1 where nothing is said
 * @param host whether traffic begins and ends there, where that is said
 * @param limits on a switch: how much of what it carries it can show at once, where that is limited
 */
public record Node(
        String name,
        Role role,
        Optional<Machine> machine,
        List<Interface> interfaces,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> label,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<BigDecimal> cost,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Boolean> host,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<SwitchLimits> limits) {
    public Node {
        Preconditions.name(name, "a node needs a name");
        Preconditions.that(role != null, "node " + name + " has no role");
        machine = machine == null ? Optional.empty() : machine;
        interfaces = interfaces == null ? List.of() : List.copyOf(interfaces);
        Preconditions.that(
                interfaces.stream().map(Interface::name).distinct().count() == interfaces.size(),
                "node " + name + " has two interfaces of one name");
        label = label == null ? Optional.empty() : label;
        cost = cost == null ? Optional.empty() : cost;
        host = host == null ? Optional.empty() : host;
        limits = limits == null ? Optional.empty() : limits;
        Preconditions.that(
                limits.isEmpty() || role == Role.SWITCH, "node " + name + " has the limits of a switch, and is none");
        Preconditions.that(
                cost.map(BigDecimal::signum).orElse(0) >= 0,
                "node " + name + " costs " + cost.orElse(null) + ": a cost cannot be negative");
    }

    /** A node of which nothing is said but what is there. */
    public Node(String name, Role role, Optional<Machine> machine, List<Interface> interfaces) {
        this(name, role, machine, interfaces, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A node that is no switch with limits. */
    public Node(
            String name,
            Role role,
            Optional<Machine> machine,
            List<Interface> interfaces,
            Optional<String> label,
            Optional<BigDecimal> cost,
            Optional<Boolean> host) {
        this(name, role, machine, interfaces, label, cost, host, Optional.empty());
    }

    /** The same node at another cost. */
    public Node withCost(BigDecimal other) {
        return new Node(name, role, machine, interfaces, label, Optional.of(other), host, limits);
    }

    /** The same node on another machine, or on none that is known. */
    public Node withMachine(Optional<Machine> other) {
        return new Node(name, role, other, interfaces, label, cost, host, limits);
    }

    /** The same node with other ports. */
    public Node withInterfaces(List<Interface> others) {
        return new Node(name, role, machine, others, label, cost, host, limits);
    }

    /** The interface of that name, if the node has it. */
    public Optional<Interface> find(String interfaceName) {
        return interfaces.stream().filter(i -> i.name().equals(interfaceName)).findFirst();
    }

    /** Where it is reached on the control network, an address of either family or a host name, if known. */
    public Optional<String> control() {
        return machine.flatMap(Machine::control);
    }

    /** Whether it has no control network, so that nothing sent from there reaches another node. */
    @JsonIgnore
    public boolean isolated() {
        return machine.map(Machine::isolated).orElse(false);
    }

    /** Every address that it is known to have on the control network: its records may come from any of them. */
    public List<IpAddress> controlAddresses() {
        return machine.map(Machine::controlAddresses).orElse(List.of());
    }

    /** The first address on its segments, in its interfaces' order: of IPv4 where it has one, else of IPv6. */
    public Optional<IpAddress> address() {
        return address(IpFamily.V4).or(() -> address(IpFamily.V6));
    }

    /** The first address of that family on its segments, in its interfaces' order. */
    public Optional<IpAddress> address(IpFamily family) {
        return interfaces.stream()
                .flatMap(port -> port.address(family).stream())
                .findFirst();
    }
}
