package org.overtap.overlay.plan;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.overtap.instrument.Compatibility;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.WireFormat;

/**
 * What is to be deployed on an experiment, and what that will see.
 *
 * @param experiment {@code project/experiment}, or the name of the file it was planned from
 * @param mode the mode's word: lightweight, heavyweight or budget
 * @param topology how large the experiment is
 * @param probes the probes, by node name
 * @param collectors the collectors, by node name
 * @param coverage what the probes see of what must be seen
 * @param bound cost of the placement and how good that is
 * @param segments for each segment the nodes that own its conversations, in order
 * @param extra machines that the testbed must add
 * @param export expected load on the control network
 * @param timing when records leave a probe and a collector's file
 * @param change what the testbed must change first, if anything
 * @param bill what that change costs besides machines
 * @param flows where flows between hosts are covered, not conversations: who counts which
 * @param own where machines may be added: what is left on the experiment's own nodes
 * @param collecting what the collectors were sized by; absent where nothing is collected
 * @param notes what the user should know of it, a sentence each
 * @param abridged whether segments and interfaces were left out, because they are too many
 */
@JsonIgnoreProperties({"labels", "merges"}) // what a printed plan tells besides, for people
public record OverlayPlan(
        String experiment,
        String mode,
        Size topology,
        List<Probe> probes,
        List<Collector> collectors,
        Coverage coverage,
        Bound bound,
        List<Owners> segments,
        ExtraNodes extra,
        ExportLoad export,
        PlanTiming timing,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<CollectorSizing> collecting,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> notes,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean abridged,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<ExperimentChange> change,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<ChangeEstimate> bill,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<FlowPlan> flows,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<HostLoad> own) {

    public OverlayPlan {
        require(experiment != null && mode != null, "a plan needs experiment and mode");
        require(
                topology != null && coverage != null && bound != null && extra != null && export != null,
                "a plan needs topology, coverage, bound, extra and export");
        probes = probes == null ? List.of() : List.copyOf(probes);
        collectors = collectors == null ? List.of() : List.copyOf(collectors);
        segments = segments == null ? List.of() : List.copyOf(segments);
        timing = timing == null ? PlanTiming.DEFAULT : timing;
        collecting = collecting == null ? Optional.empty() : collecting;
        notes = notes == null ? List.of() : List.copyOf(notes);
        change = change == null ? Optional.empty() : change;
        bill = bill == null ? Optional.empty() : bill;
        flows = flows == null ? Optional.empty() : flows;
        own = own == null ? Optional.empty() : own;
    }

    static void require(boolean holds, String complaint) {
        if (!holds) {
            throw new PlanException(complaint);
        }
    }

    /** The same plan, asking for that change of the testbed, with its bill. */
    public OverlayPlan withChange(Optional<ExperimentChange> wanted, Optional<ChangeEstimate> its) {
        return copy(probes, segments, notes, abridged, wanted, its, own);
    }

    /** The same plan with its bill for that way of changing the experiment. */
    public OverlayPlan withModifyMode(boolean outAndIn, boolean reboot, boolean events) {
        return withChange(change, bill.map(its -> its.during(outAndIn, reboot, events)));
    }

    /** The same plan where its change was made already: nothing is to be paid. */
    public OverlayPlan withoutEstimate() {
        return withChange(change, Optional.empty());
    }

    /** Whether more machines came than were allowed. */
    public boolean exceeded() {
        return own.flatMap(HostLoad::allowed)
                .filter(most -> extra.nodes() > most)
                .isPresent();
    }

    /** The same plan, telling what it leaves on the experiment's own nodes. */
    public OverlayPlan withHostLoad(HostLoad load) {
        return withHostLoad(Optional.of(load));
    }

    /** The same, if that is known. */
    public OverlayPlan withHostLoad(Optional<HostLoad> load) {
        return copy(probes, segments, notes, abridged, change, bill, load);
    }

    /** The same plan with more to know about it. */
    public OverlayPlan withNotes(List<String> more) {
        List<String> all = new java.util.ArrayList<>(notes);
        all.addAll(more);
        return copy(probes, segments, all, abridged, change, bill, own);
    }

    /** The same plan with other probes in place of its own. */
    public OverlayPlan withProbes(List<Probe> others) {
        return copy(others, segments, notes, abridged, change, bill, own);
    }

    private OverlayPlan copy(
            List<Probe> itsProbes,
            List<Owners> itsSegments,
            List<String> itsNotes,
            boolean shortened,
            Optional<ExperimentChange> its,
            Optional<ChangeEstimate> itsBill,
            Optional<HostLoad> itsOwn) {
        return new OverlayPlan(
                experiment,
                mode,
                topology,
                itsProbes,
                collectors,
                coverage,
                bound,
                itsSegments,
                extra,
                export,
                timing,
                collecting,
                itsNotes,
                shortened,
                its,
                itsBill,
                flows,
                itsOwn);
    }

    /** A plan of which nothing is told but what it is. */
    public OverlayPlan(
            String experiment,
            String mode,
            Size topology,
            List<Probe> probes,
            List<Collector> collectors,
            Coverage coverage,
            Bound bound,
            List<Owners> segments,
            ExtraNodes extra,
            ExportLoad export,
            PlanTiming timing) {
        this(
                experiment,
                mode,
                topology,
                probes,
                collectors,
                coverage,
                bound,
                segments,
                extra,
                export,
                timing,
                Optional.empty(),
                List.of(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The plan without what is listed for each segment and interface. */
    public OverlayPlan abridge() {
        List<Probe> fewer = probes.stream().map(Probe::withoutInterfaces).toList();
        return copy(fewer, List.of(), notes, true, change, bill, own);
    }

    /** How large the experiment is. */
    public record Size(int nodes, int shapers, int segments, long conversations) {}

    /**
     * The probes of one node: one process for each of the interfaces, all reporting to one collector. A node whose
     * records are too many for one collector is there more than once, with other interfaces.
     *
     * @param node where they run
     * @param interfaces the interfaces that they listen on
     * @param instrument which probe
     * @param collector the node that receives their records; absent where they are stored on the node itself
     * @param wire the form of their records, where that is not the first that both speak, or must be known to read them
     * @param filter what they are to measure, as a capture filter; all if absent
     * @param why what the node is needed for, if that was asked
     * @param copies where copies go of all that passes there, where the node is a switch
     */
    public record Probe(
            String node,
            List<MonitoredInterface> interfaces,
            String instrument,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> collector,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Wire> wire,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> filter,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> why,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<SwitchCopy> copies) {
        public Probe {
            require(node != null && instrument != null, "a probe needs node and instrument");
            collector = collector == null ? Optional.empty() : collector;
            interfaces = interfaces == null ? List.of() : List.copyOf(interfaces);
            wire = wire == null ? Optional.empty() : wire;
            filter = filter == null ? Optional.empty() : filter;
            why = why == null ? Optional.empty() : why;
            copies = copies == null ? List.of() : List.copyOf(copies);
        }

        /** Probes whose records need no more to be read than where they come from. */
        public Probe(
                String node,
                List<MonitoredInterface> interfaces,
                String instrument,
                Optional<String> collector,
                Optional<String> why) {
            this(node, interfaces, instrument, collector, Optional.empty(), Optional.empty(), why, List.of());
        }

        /** Probes of which nobody asked what they are needed for. */
        public Probe(String node, List<MonitoredInterface> interfaces, String instrument, Optional<String> collector) {
            this(node, interfaces, instrument, collector, Optional.empty());
        }

        /** Probes that report to a collector, of which nobody asked what they are needed for. */
        public Probe(String node, List<MonitoredInterface> interfaces, String instrument, String collector) {
            this(node, interfaces, instrument, Optional.of(collector));
        }

        Probe withoutInterfaces() {
            return new Probe(node, List.of(), instrument, collector, wire, filter, why, copies);
        }

        /** The same, needed for that. */
        public Probe because(String reason) {
            return new Probe(node, interfaces, instrument, collector, wire, filter, Optional.of(reason), copies);
        }

        /** The same on other interfaces. */
        public Probe on(List<MonitoredInterface> others) {
            return new Probe(node, others, instrument, collector, wire, filter, why, copies);
        }

        /** The same, with copies sent there. */
        public Probe copying(List<SwitchCopy> there) {
            return new Probe(node, interfaces, instrument, collector, wire, filter, why, there);
        }
    }

    /**
     * The form of a probe's records, and what must be known to read them.
     *
     * @param format its name
     * @param layer2 bytes of layer 2 that each packet is counted with
     * @param unnumbered whether what is stored does not tell a source id
     * @param packets whether each packet is a record: two of one millisecond may be alike in all that is stored
     */
    public record Wire(
            String format,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int layer2,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean unnumbered,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean packets) {
        public Wire {
            require(format != null, "the form of a probe's records needs a format");
            require(layer2 >= 0 && layer2 < 1000, "no packet has " + layer2 + " bytes of layer 2");
        }

        /** That of a probe that sends to that collector. */
        public static Wire of(WireFormat wire, Optional<Instrument> collector) {
            return new Wire(wire.name(), wire.layer2(), Compatibility.unnumbered(wire, collector), wire.packets());
        }

        /** Whether there is nothing to know but the format. */
        @JsonIgnore
        public boolean plain() {
            return layer2 == 0 && !unnumbered && !packets;
        }
    }

    /**
     * One interface that a probe listens on.
     *
     * @param name the interface's name on the node
     * @param segment the segment that it is on
     * @param sourceId the number that tells its records from those of the node's other interfaces
     */
    public record MonitoredInterface(
            String name,
            String segment,
            @JsonAlias("engine") int sourceId) {
        public MonitoredInterface {
            require(name != null && segment != null, "an interface of a probe needs name and segment");
        }
    }

    /**
     * A receiving daemon.
     *
     * @param node where it runs
     * @param instrument which one
     * @param port port on the node's control address
     * @param added whether the node is there only for this
     * @param transport what the port belongs to, where that is not UDP
     * @param broker where it sends what it receives, with an instrument that does
     */
    public record Collector(
            String node,
            String instrument,
            int port,
            boolean added,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> transport,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<BrokerTopic> broker) {
        public Collector {
            require(node != null && instrument != null, "a collector needs node and instrument");
            transport = transport == null ? Optional.empty() : transport;
            broker = broker == null ? Optional.empty() : broker;
        }

        /** One that stores what it receives. */
        public Collector(String node, String instrument, int port, boolean added, Optional<String> transport) {
            this(node, instrument, port, added, transport, Optional.empty());
        }

        /** One that takes UDP. */
        public Collector(String node, String instrument, int port, boolean added) {
            this(node, instrument, port, added, Optional.empty());
        }

        /** Its port, for people: {@code udp port 9995}. */
        public String listensOn() {
            return transport.orElse("udp") + " port " + port;
        }
    }

    /** How many of the conversations pass some probe, and those that do not. */
    public record Coverage(long conversations, long observed, List<Uncovered> uncovered) {
        public Coverage {
            uncovered = uncovered == null ? List.of() : List.copyOf(uncovered);
        }
    }

    /** A conversation that no probe can see. */
    public record Uncovered(String segment, String a, String b) {}

    /**
     * How good the placement is.
     *
     * @param cost total cost of the chosen nodes; 1 for each unless costs were given
     * @param lowerBound no placement costs less
     * @param proven whether the two are equal
     * @param greedy what the paper's greedy choice would cost, where it was computed
     */
    public record Bound(
            long cost,
            long lowerBound,
            boolean proven,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Long> greedy) {
        public Bound {
            greedy = greedy == null ? Optional.empty() : greedy;
        }
    }

    /** The probing nodes of a segment; the first that sees a conversation owns it. */
    public record Owners(String name, String kind, String medium, List<String> owners) {
        public Owners {
            owners = owners == null ? List.of() : List.copyOf(owners);
        }
    }

    /** Expected export load over all probes. */
    public record ExportLoad(double recordsPerSecond, long bitsPerSecond) {}

    /** The collector that runs on that node. */
    public Optional<Collector> collector(String node) {
        return collectors.stream().filter(c -> c.node().equals(node)).findFirst();
    }
}
