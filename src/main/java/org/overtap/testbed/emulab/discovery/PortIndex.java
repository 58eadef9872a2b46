package org.overtap.testbed.emulab.discovery;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.Interface;
import org.overtap.topology.InterfaceAddress;
import org.overtap.topology.IpAddress;
import org.overtap.topology.listing.LocalInterface;

/** Finds the interface behind a member: by its machine and its address, which is all that the boss gives to join by. */
final class PortIndex {
    private final ExperimentSnapshot snapshot;
    private final Map<String, NodeFacts> readings;
    private final List<DiscoveryNote> findings;
    private final Map<String, Port> byAddress = new HashMap<>();

    PortIndex(ExperimentSnapshot snapshot, Map<String, NodeFacts> readings, List<DiscoveryNote> findings)
            throws TestbedException {
        this.snapshot = snapshot;
        this.readings = readings;
        this.findings = findings;
        for (Port port : snapshot.ports()) {
            Port other = port.ip().isEmpty() || port.virtual() && !port.vlan() ? null : byAddress.put(port.ip(), port);
            if (other != null && !other.equals(port)) {
                throw new TestbedException("the address " + port.ip() + " is on " + other.machine() + " "
                        + other.iface() + " and on " + port.machine() + " " + port.iface()
                        + ": the boss's answer cannot be right; try again, then tell the testbed's staff");
            }
        }
    }

    /** The member's interface, named as its node names it. */
    Interface of(LanMember member) throws TestbedException {
        MachineAllocation machine = machine(member);
        Port port = byAddress.get(member.ip());
        if (port == null || !port.machine().equals(machine.id())) {
            throw missing(member, machine, Optional.ofNullable(port));
        }
        Optional<LocalInterface> own = own(member, port);
        Set<InterfaceAddress> addresses = new LinkedHashSet<>();
        addresses.add(Netmask.cidr(member.key(), member.ip(), mask(member, port)));
        for (String alias : port.aliases()) {
            addresses.add(Netmask.cidr(member.key(), alias, port.mask()));
        }
        Set<IpAddress> told = addresses.stream().map(InterfaceAddress::ip).collect(Collectors.toSet());
        own.ifPresent(iface -> iface.addresses().stream()
                .filter(address -> !told.contains(address.ip()))
                .forEach(addresses::add));
        return new Interface(
                name(member, port, own),
                port.mac().or(() -> own.flatMap(LocalInterface::mac)),
                List.copyOf(addresses),
                own.map(LocalInterface::linkLocal).orElse(List.of()));
    }

    /** The port as its node knows it: by its MAC, else by the member's address. */
    private Optional<LocalInterface> own(LanMember member, Port port) {
        Optional<IpAddress> address = IpAddress.parse(member.ip());
        Optional<NodeFacts> reading = Optional.ofNullable(readings.get(member.node()));
        Optional<LocalInterface> addressed = reading.flatMap(told -> address.flatMap(told::byAddress));
        if (port.vlan()) {
            return addressed;
        }
        Optional<LocalInterface> cabled = reading.flatMap(told -> port.mac().flatMap(mac -> told.byMac(mac, address)));
        if (cabled.isPresent() && addressed.isPresent() && !cabled.equals(addressed)) {
            findings.add(new DiscoveryNote(
                    DiscoveryNote.Kind.WARNING,
                    member.key(),
                    "is " + cabled.get().name() + " on the node itself by its MAC, but its address " + member.ip()
                            + " is on " + addressed.get().name() + " there: a probe listens on "
                            + cabled.get().name()));
        }
        return cabled.or(() -> addressed);
    }

    private MachineAllocation machine(LanMember member) throws TestbedException {
        MachineAllocation machine = snapshot.machines().get(member.node());
        if (machine == null) {
            throw new TestbedException("node " + member.node() + " on " + member.lan()
                    + " has no machine: the experiment is not completely swapped in");
        }
        return machine;
    }

    private TestbedException missing(LanMember member, MachineAllocation machine, Optional<Port> elsewhere) {
        String who = member.lan() + ": " + member.key() + " has the address " + member.ip();
        if (elsewhere.isPresent()) {
            return new TestbedException(
                    who + ", but the boss shows it on " + elsewhere.get().machine() + ", not on " + machine.id()
                            + ": if the experiment is being modified, wait until that is done");
        }
        Optional<Port> virtual = snapshot.ports().stream()
                .filter(port -> port.ip().equals(member.ip()) && port.virtual())
                .findFirst();
        if (virtual.isPresent()) {
            return new TestbedException(
                    who + " on a virtual interface of kind " + virtual.get().kind()
                            + ", which a probe cannot listen on: ask for tb-set-vlink-emulation vlan, or for no multiplexing");
        }
        return new TestbedException(
                who + ", but " + machine.id() + " has no such interface: the experiment is not completely swapped in");
    }

    /** The boss knows only the shared port below, on which a probe would see other networks too. */
    private String vlan(LanMember member, Port port, Optional<NodeFacts> reading) {
        Optional<String> name = reading.map(told -> told.vlans().get(port.ip()));
        findings.add(
                name.isPresent()
                        ? new DiscoveryNote(
                                DiscoveryNote.Kind.INFERRED,
                                member.key(),
                                "is the VLAN " + name.get() + " on a shared port, by its address on the node itself")
                        : new DiscoveryNote(
                                DiscoveryNote.Kind.WARNING,
                                member.key(),
                                "is a VLAN on the shared port " + port.iface()
                                        + ", and the node did not tell its name: a probe there would see other networks"));
        return name.orElse(port.iface());
    }

    private static String mask(LanMember member, Port port) {
        return port.mask().isEmpty() ? member.mask() : port.mask();
    }

    /** What the node itself calls it, where it told; the testbed's database may be of another system's mind. */
    private String name(LanMember member, Port port, Optional<LocalInterface> own) throws TestbedException {
        if (port.vlan()) {
            return vlan(member, port, Optional.ofNullable(readings.get(member.node())));
        }
        if (own.isPresent() && !own.get().name().equals(port.iface())) {
            String by = port.mac().equals(own.get().mac()) ? "MAC" : "address";
            findings.add(new DiscoveryNote(
                    DiscoveryNote.Kind.INFERRED,
                    member.key(),
                    "is " + own.get().name() + " on the node itself (by its " + by + "), though the boss calls it "
                            + port.iface()));
        }
        if (own.isEmpty() && port.iface().isEmpty()) {
            throw new TestbedException(
                    member.lan() + ": the boss tells no interface name for " + member.key() + " (" + member.ip() + ")");
        }
        return own.map(LocalInterface::name).orElse(port.iface());
    }
}
