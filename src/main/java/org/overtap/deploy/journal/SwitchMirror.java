package org.overtap.deploy.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.instrument.Runs;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.SwitchCopy;
import org.overtap.topology.CarryingSwitch;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/**
 * A copy of all that a switch carries on a segment, which goes to a port where a probe listens, or to a device of the
 * user's.
 *
 * @param node the switch
 * @param watched the segment that is copied, as the plan's probe there watches it
 * @param instrument what sets the copy up
 * @param to the device's address; absent where a probe listens
 */
record SwitchMirror(String node, OverlayPlan.MonitoredInterface watched, Instrument instrument, Optional<String> to) {
    private static final String PREFIX = "ovt";

    /** Those that a plan needs: of each switch that has no interface of its own at which all of it passes. */
    static List<SwitchMirror> all(Topology topology, OverlayPlan plan, InstrumentCatalogue instruments) {
        List<SwitchMirror> all = new ArrayList<>();
        for (OverlayPlan.Probe probe : plan.probes()) {
            for (OverlayPlan.MonitoredInterface watched : probe.interfaces()) {
                of(topology, instruments, probe, watched)
                        .map(name -> instruments.get(name, Instrument.Kind.MIRROR))
                        .ifPresent(
                                mirror -> all.add(new SwitchMirror(probe.node(), watched, mirror, Optional.empty())));
                for (SwitchCopy copy : probe.copies()) {
                    Instrument mirror = instruments.get(copy.instrument(), Instrument.Kind.MIRROR);
                    all.add(new SwitchMirror(probe.node(), watched, mirror, Optional.of(copy.to())));
                }
            }
        }
        return all;
    }

    private static Optional<String> of(
            Topology topology,
            InstrumentCatalogue instruments,
            OverlayPlan.Probe probe,
            OverlayPlan.MonitoredInterface watched) {
        boolean listens = instruments
                .get(probe.instrument(), Instrument.Kind.PROBE)
                .runs()
                .either(process -> true, setting -> false);
        return topology.segment(watched.segment())
                .flatMap(Segment::carrier)
                .filter(carrier -> listens && carrier.node().equals(probe.node()))
                .flatMap(CarryingSwitch::mirror);
    }

    /** What sets them up, to be started before their probes. */
    static List<Daemon> daemons(
            String deployment, Topology topology, OverlayPlan plan, InstrumentCatalogue instruments) {
        return all(topology, plan, instruments).stream()
                .map(mirror -> mirror.daemon(deployment))
                .toList();
    }

    private Daemon daemon(String deployment) {
        Map<String, String> values = new TreeMap<>(Map.of(
                "program", instrument.program(),
                "node", node,
                "interface", watched.name(),
                "tap", port(deployment),
                "engine", String.valueOf(watched.sourceId()),
                "deployment", deployment));
        to.ifPresent(device -> values.put("remote", device));
        Runs runs = instrument.runs().filled(values);
        return new Daemon(
                node,
                to.isEmpty() ? "mirror-" + watched.sourceId() : "copy-" + port(""),
                watched.name() + to.map(device -> " to " + device).orElse(""),
                instrument.name(),
                instrument.kind(),
                instrument.needs(),
                runs,
                instrument.health().filled(values),
                Optional.empty(),
                Optional.empty(),
                instrument.preserves(),
                Optional.empty(),
                Optional.empty());
    }

    /** Where the probe listens that watches that interface; the interface itself where nothing is copied. */
    static String listening(
            String deployment,
            Topology topology,
            InstrumentCatalogue instruments,
            OverlayPlan.Probe probe,
            OverlayPlan.MonitoredInterface watched) {
        return of(topology, instruments, probe, watched)
                .map(name -> port(deployment, probe.node(), watched, ""))
                .orElse(watched.name());
    }

    private String port(String deployment) {
        return port(
                deployment,
                node,
                watched,
                to.map(device -> "\0" + instrument.name() + "\0" + device).orElse(""));
    }

    /** A name that no other port of the machine has, as short as Linux asks (15 characters). */
    private static String port(String deployment, String node, OverlayPlan.MonitoredInterface watched, String device) {
        String place = deployment + "\0" + node + "\0" + watched.segment() + device;
        return PREFIX + String.format("%08x", place.hashCode());
    }
}
