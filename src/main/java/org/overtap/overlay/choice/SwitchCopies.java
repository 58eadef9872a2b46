package org.overtap.overlay.choice;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.cover.SwitchUse;
import org.overtap.overlay.plan.CopyWish;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.overlay.plan.PlanException;
import org.overtap.overlay.plan.SwitchCopy;
import org.overtap.topology.CarryingSwitch;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/** Copies of what switches carry, which are sent to devices of the user's own. */
public final class SwitchCopies {
    /** What fills it is the device's address. */
    private static final String ADDRESSED = "remote";

    private final Topology topology;
    private final InstrumentCatalogue instruments;

    public SwitchCopies(Topology topology, InstrumentCatalogue instruments) {
        this.topology = topology;
        this.instruments = instruments;
    }

    /**
     * The plan with those that are asked for, of all that it measures at each switch.
     *
     * @throws PlanException if no switch can send them, or one has too few mirrors
     */
    public OverlayPlan added(OverlayPlan plan, List<CopyWish> wishes) {
        wishes.forEach(this::requireAddressed);
        List<OverlayPlan.Probe> probes = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (OverlayPlan.Probe probe : plan.probes()) {
            List<SwitchCopy> copies = wishes.stream()
                    .filter(wish -> wish.node().orElse(probe.node()).equals(probe.node()))
                    .map(CopyWish::copy)
                    .distinct()
                    .filter(copy -> mirrors(probe))
                    .toList();
            probes.add(copies.isEmpty() ? probe : probe.copying(copies));
            if (!copies.isEmpty()) {
                notes.add(note(probe, copies));
            }
        }
        for (CopyWish wish : wishes) {
            Predicate<OverlayPlan.Probe> sends = probe -> probe.copies().contains(wish.copy())
                    && wish.node().orElse(probe.node()).equals(probe.node());
            if (probes.stream().noneMatch(sends)) {
                throw new PlanException("nothing is copied to " + wish.copy() + ": the plan measures at no switch"
                        + wish.node().map(node -> " " + node).orElse("") + " that can be made to copy");
            }
        }
        probes.stream().filter(probe -> !probe.copies().isEmpty()).forEach(this::requireMirrors);
        return notes.isEmpty() ? plan : plan.withProbes(probes).withNotes(notes);
    }

    private void requireAddressed(CopyWish wish) {
        String name = wish.copy().instrument();
        if (!instruments.get(name, Instrument.Kind.MIRROR).runs().asksFor(ADDRESSED)) {
            throw new PlanException(name + " copies to a port of its switch, not to an address: 'overtap instruments'"
                    + " lists mirrors that do");
        }
    }

    /** Whether each thing that it measures is of a switch on which mirrors can be set up. */
    private boolean mirrors(OverlayPlan.Probe probe) {
        return probe.interfaces().stream().allMatch(watched -> topology.segment(watched.segment())
                .flatMap(Segment::carrier)
                .filter(carrier -> carrier.node().equals(probe.node()))
                .flatMap(CarryingSwitch::mirror)
                .isPresent());
    }

    private void requireMirrors(OverlayPlan.Probe probe) {
        boolean listens = instruments
                .get(probe.instrument(), Instrument.Kind.PROBE)
                .runs()
                .either(process -> true, setting -> false);
        int needed = probe.interfaces().size() * (probe.copies().size() + (listens ? 1 : 0));
        OptionalInt most = SwitchUse.limits(topology, probe.node()).mirrors();
        if (needed > most.orElse(Integer.MAX_VALUE)) {
            throw new PlanException(probe.node() + " can have " + most.getAsInt() + " more mirrors, and " + needed
                    + " are asked for: copy less");
        }
    }

    private static String note(OverlayPlan.Probe probe, List<SwitchCopy> copies) {
        return probe.node() + ": a copy of all that it carries on "
                + probe.interfaces().stream()
                        .map(OverlayPlan.MonitoredInterface::segment)
                        .collect(Collectors.joining(", "))
                + " goes to " + copies.stream().map(SwitchCopy::toString).collect(Collectors.joining(" and to "))
                + ": once more the traffic, on the way there; what arrives there is not looked at";
    }
}
