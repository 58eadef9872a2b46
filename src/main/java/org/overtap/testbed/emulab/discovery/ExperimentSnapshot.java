package org.overtap.testbed.emulab.discovery;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.overtap.testbed.emulab.boss.ExperimentName;
import org.overtap.testbed.emulab.rewrite.InlineTap;
import org.overtap.testbed.emulab.rewrite.ListeningTap;
import org.overtap.topology.Role;

/**
 * Everything that the boss tells about an active experiment.
 *
 * @param experiment its name
 * @param machines by virtual name
 * @param unnamed machines of the experiment without a virtual name
 * @param scriptNodes nodes that the script declares
 * @param lans members by link or LAN name, in the script's order
 * @param ports every interface with an address
 * @param endShaping whether the whole experiment may shape on end nodes
 * @param flooding LANs whose switch is told not to learn
 * @param bridges nodes that only join their links, the script's own or added ones
 * @param taps bridges that the script's block put on links
 * @param listeners nodes that it plugged into segments that flood
 */
public record ExperimentSnapshot(
        ExperimentName experiment,
        Map<String, MachineAllocation> machines,
        List<String> unnamed,
        Set<String> scriptNodes,
        Map<String, List<LanMember>> lans,
        List<Port> ports,
        boolean endShaping,
        Set<String> flooding,
        Set<String> bridges,
        List<InlineTap> taps,
        List<ListeningTap> listeners) {

    /** Whether it is a delay node that the testbed put in; a script's own bridge node is not. */
    boolean shaper(MachineAllocation machine) {
        return machine.delayNode() && !scriptNodes.contains(machine.name());
    }

    /** Whether it is a bridge that was added as a tap. */
    boolean inlineTap(MachineAllocation machine) {
        return bridges.contains(machine.name())
                && taps.stream().anyMatch(tap -> tap.node().equals(machine.name()));
    }

    /** What a node of the experiment is. A script's own bridge sees what a shaper does, but has no room for another. */
    Role role(MachineAllocation machine) {
        if (inlineTap(machine) || listeners.stream().anyMatch(tap -> tap.node().equals(machine.name()))) {
            return Role.TAP;
        }
        if (shaper(machine)) {
            return Role.SHAPER;
        }
        return bridges.contains(machine.name()) ? Role.BRIDGE : Role.HOST;
    }

    /** Whether a member was added to listen. */
    boolean listens(LanMember member) {
        return listeners.contains(new ListeningTap(member.lan(), member.node()));
    }

    /** Why a LAN floods, if it does. */
    Optional<String> floods(String lan) {
        if (flooding.contains(lan)) {
            return Optional.of("floods, because the script sets nomac_learning on it");
        }
        return listeners.stream()
                .filter(tap -> tap.segment().equals(lan))
                .map(tap -> "floods, as was vouched for when " + tap.node() + " was added to listen there")
                .findFirst();
    }

    /** The delay nodes, by name. */
    List<MachineAllocation> shapers() {
        return machines.values().stream().filter(this::shaper).toList();
    }

    Optional<String> control(String machine) {
        return ports.stream()
                .filter(port -> port.machine().equals(machine) && port.control())
                .map(Port::ip)
                .findFirst();
    }

    /** Addresses of the machine that are on VLANs of a shared port, whose names only the machine knows. */
    List<String> vlanAddresses(MachineAllocation machine) {
        return ports.stream()
                .filter(port -> port.vlan() && port.machine().equals(machine.id()))
                .map(Port::ip)
                .sorted()
                .toList();
    }

    /** The nodes that may shape by themselves, by name. */
    List<MachineAllocation> endShapers() {
        Set<String> names = new TreeSet<>();
        lans.values().stream()
                .filter(members -> endShaping || members.stream().anyMatch(LanMember::endShaped))
                .forEach(members -> members.forEach(member -> names.add(member.node())));
        return names.stream().map(machines::get).filter(Objects::nonNull).toList();
    }
}
