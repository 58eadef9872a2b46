package org.overtap.testbed.local.vswitch;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A bridge of Open vSwitch.
 *
 * @param name its name
 * @param ports its ports, those left out that a deployment of ours copies to
 * @param mirrors how many mirrors it has that are not ours
 * @param exporters the exporters that it has and that are not ours, as columns of its row: {@code netflow},
 *     {@code ipfix}, {@code sflow}
 */
public record VirtualSwitch(String name, List<Port> ports, int mirrors, Set<String> exporters) {
    public VirtualSwitch {
        ports = List.copyOf(ports);
        exporters = Set.copyOf(exporters);
    }

    /**
     * A port (ovs-vswitchd.conf.db(5), table Port).
     *
     * @param name its name, and its interface's
     * @param mode {@code access}, {@code trunk}, {@code native-tagged} or {@code native-untagged}
     * @param tag the VLAN of what comes untagged, in all modes but trunk; with trunk 0
     * @param trunks the VLANs that it carries tagged; all if empty
     * @param type its interface's type; empty for one of the system's
     * @param options its interface's options: a patch port's {@code peer}, a tunnel's {@code remote_ip}
     */
    public record Port(
            String name, String mode, int tag, Set<Integer> trunks, String type, Map<String, String> options) {
        private static final String PATCH = "patch";

        public Port {
            trunks = Set.copyOf(trunks);
            options = Map.copyOf(options);
        }

        /** Whether frames with that VLAN's tag pass it. */
        public boolean carries(int vlan) {
            return !mode.equals("access") && (trunks.isEmpty() || trunks.contains(vlan));
        }

        /** Whether what passes it goes on to a port of another bridge. */
        public boolean patch() {
            return type.equals(PATCH);
        }

        /** Whether what passes it is encapsulated. */
        public boolean tunnel() {
            return options.containsKey("remote_ip");
        }
    }

    /** The VLANs that ports of it name. */
    public List<Integer> vlans() {
        return ports.stream()
                .flatMap(port -> Stream.concat(Stream.of(port.tag()), port.trunks().stream()))
                .filter(vlan -> vlan > 0)
                .distinct()
                .sorted()
                .toList();
    }
}
