package org.overtap.lab.mapper;

import java.util.List;
import java.util.Optional;

/**
 * What must be built for an experiment.
 *
 * @param network what the script wants
 * @param machines nodes and bridges first, then shapers
 * @param wires cables between two machines, or a machine and the switch
 * @param lans bridges of the switch
 * @param delays what shapers and bridges shape
 * @param endDelays what nodes shape themselves
 */
public record Blueprint(
        VirtualNetwork network,
        List<MappedMachine> machines,
        List<Wire> wires,
        List<SwitchLan> lans,
        List<Inline> delays,
        List<OnEnd> endDelays) {

    public Blueprint {
        machines = List.copyOf(machines);
        wires = List.copyOf(wires);
        lans = List.copyOf(lans);
        delays = List.copyOf(delays);
        endDelays = List.copyOf(endDelays);
    }

    /**
     * One end of a cable.
     *
     * @param machine the machine's name; empty for the switch
     * @param iface the interface there
     * @param mac its address; empty for the switch, which needs none of note
     */
    public record End(String machine, String iface, String mac) {
        boolean atSwitch() {
            return machine.isEmpty();
        }
    }

    /** A cable. */
    public record Wire(End a, End b) {}

    /** A LAN of the switch: a bridge that learns addresses, and its ports. */
    public record SwitchLan(String bridge, String lan, List<String> ports) {
        public SwitchLan {
            ports = List.copyOf(ports);
        }
    }

    /**
     * A pair of ports that a machine joins and shapes.
     *
     * @param label what the mapping file calls it: the segment, or for a bridge node the node
     * @param delay what is shaped
     * @param side0 name at side 0: a node, or for a bridge node a segment
     * @param side1 name at side 1
     * @param machine the machine's name
     * @param iface0 the port that faces side 0
     * @param iface1 the port that faces side 1
     * @param pipe0 number of the pipe from side 0 to side 1
     */
    public record Inline(
            String label,
            VirtualDelay delay,
            String side0,
            String side1,
            String machine,
            String iface0,
            String iface1,
            int pipe0) {
        int pipe1() {
            return pipe0 + 10;
        }

        /** The same, shaped otherwise. */
        Inline with(MappedShaping forth, MappedShaping back) {
            return new Inline(label, delay.with(forth, back), side0, side1, machine, iface0, iface1, pipe0);
        }
    }

    /**
     * Shaping on an end node.
     *
     * @param ifb the device through which arriving packets are led, for both directions only
     */
    public record OnEnd(EndDelay delay, String machine, String iface, Optional<String> ifb, int pipe) {
        int returnPipe() {
            return pipe + 10;
        }
    }

    /** The same with other shaping inline. */
    Blueprint withDelays(List<Inline> others) {
        return new Blueprint(network, machines, wires, lans, others, endDelays);
    }

    /** The machine that plays a name. */
    public Optional<MappedMachine> machine(String name) {
        return machines.stream().filter(machine -> machine.name().equals(name)).findFirst();
    }
}
