package org.overtap.lab.mapper;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.overtap.lab.mapper.Blueprint.End;
import org.overtap.lab.mapper.Blueprint.Inline;
import org.overtap.lab.mapper.Blueprint.SwitchLan;
import org.overtap.lab.mapper.Blueprint.Wire;
import org.overtap.lab.mapper.MappedMachine.Port;

/** Lays the cables: through a shaper where there is one, to the switch for a LAN, directly for a link. */
final class Wiring {
    private final Map<String, MappedMachine> machines = new HashMap<>();
    private final Map<String, Inline> shaped = new HashMap<>();
    private final List<Wire> wires = new ArrayList<>();
    private final List<SwitchLan> lans = new ArrayList<>();
    private int switchPorts;

    Wiring(VirtualNetwork network, List<MappedMachine> machines, List<Inline> inline) {
        machines.forEach(machine -> this.machines.put(machine.name(), machine));
        inline.forEach(
                delay -> shaped.put(key(delay.delay().near(), delay.delay().link()), delay));
        network.lans().forEach(this::lay);
    }

    List<Wire> wires() {
        return wires;
    }

    List<SwitchLan> lans() {
        return lans;
    }

    private static String key(VirtualMember near, boolean link) {
        return link ? near.lan() : near.lan() + " " + near.node() + ":" + near.port();
    }

    private void lay(VirtualLan lan) {
        if (lan.isLink()) {
            layLink(lan);
        } else {
            layLan(lan);
        }
    }

    private void layLink(VirtualLan lan) {
        End a = endOf(lan.members().get(0));
        End b = endOf(lan.members().get(1));
        Inline delay = shaped.get(lan.name());
        if (delay == null || lan.isBridged()) {
            wires.add(new Wire(a, b));
        } else {
            wires.add(new Wire(a, endOf(delay.machine(), delay.iface0())));
            wires.add(new Wire(endOf(delay.machine(), delay.iface1()), b));
        }
    }

    private void layLan(VirtualLan lan) {
        List<String> ports = new ArrayList<>();
        for (VirtualMember member : lan.members()) {
            Inline delay = shaped.get(key(member, false));
            End outlet = endOf(member);
            if (delay != null) {
                wires.add(new Wire(outlet, endOf(delay.machine(), delay.iface0())));
                outlet = endOf(delay.machine(), delay.iface1());
            }
            ports.add("p" + ++switchPorts);
            wires.add(new Wire(outlet, new End("", "p" + switchPorts, "")));
        }
        lans.add(new SwitchLan("lan" + lans.size(), lan.name(), ports));
    }

    private End endOf(VirtualMember member) {
        return endOf(member.node(), "eth" + (member.port() + 1));
    }

    private End endOf(String name, String iface) {
        return machines.get(name).ports().stream()
                .filter(port -> port.iface().equals(iface))
                .map(Port::mac)
                .map(mac -> new End(name, iface, mac))
                .findFirst()
                .orElseThrow();
    }
}
