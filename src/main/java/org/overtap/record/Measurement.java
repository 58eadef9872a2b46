package org.overtap.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.Merged;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.topology.Topology;
import org.overtap.topology.TopologyException;

/**
 * What must be known of a measurement, besides its records, to make anything of them: the document
 * {@code measurement.json}. It needs no testbed.
 *
 * @param experiment the experiment's name
 * @param deployment the deployment's id
 * @param topology the experiment, with the routes that its nodes told
 * @param plan what was deployed, with the owners of what is counted
 * @param exporters who told records, and where each stands
 * @param since when the overlay was deployed; records of earlier times are not of it. Absent where nothing tells
 * @param tests what was sent over the experiment only to test the overlay; it is left out of the data
 * @param outages when something that was to measure or store did not
 * @param marks what the user named while it ran
 * @param clocks how the clocks of nodes differ from the one by which all times are told
 * @param collectors who took records, with what the kernel dropped before they did
 * @param tools what measured and what stored
 * @param files where the flow files are that lie beside this document; none beside a dataset
 */
public record Measurement(
        String experiment,
        String deployment,
        Topology topology,
        OverlayPlan plan,
        List<ExporterEntry> exporters,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Instant> since,
        List<TestPackets> tests,
        List<Gap> outages,
        List<Mark> marks,
        List<ClockOffset> clocks,
        List<Collector> collectors,
        List<Tool> tools,
        List<FlowFolder> files) {
    public static final String SCHEMA = "overtap/measurement/1";

    public Measurement {
        if (experiment == null || deployment == null || topology == null || plan == null) {
            throw new TopologyException("a measurement needs an experiment, a deployment, a topology and a plan");
        }
        exporters = exporters == null ? List.of() : List.copyOf(exporters);
        since = since == null ? Optional.empty() : since;
        tests = tests == null ? List.of() : List.copyOf(tests);
        outages = outages == null ? List.of() : List.copyOf(outages);
        marks = marks == null ? List.of() : sorted(marks);
        clocks = clocks == null ? List.of() : List.copyOf(clocks);
        collectors = collectors == null ? List.of() : List.copyOf(collectors);
        tools = tools == null ? List.of() : List.copyOf(tools);
        files = files == null ? List.of() : List.copyOf(files);
    }

    /** A measurement of whose collectors, tools and files nothing is told. */
    public Measurement(
            String experiment,
            String deployment,
            Topology topology,
            OverlayPlan plan,
            List<ExporterEntry> exporters,
            Optional<Instant> since,
            List<TestPackets> tests,
            List<Gap> outages,
            List<Mark> marks,
            List<ClockOffset> clocks) {
        this(
                experiment,
                deployment,
                topology,
                plan,
                exporters,
                since,
                tests,
                outages,
                marks,
                clocks,
                List.of(),
                List.of(),
                List.of());
    }

    /** The same, whose records these took. */
    public Measurement storedBy(List<Collector> its) {
        return telling(its, tools, files);
    }

    /** The same, made with these tools. */
    public Measurement with(List<Tool> its) {
        return telling(collectors, its, files);
    }

    /** The same with these flow files beside it. */
    public Measurement beside(List<FlowFolder> its) {
        return telling(collectors, tools, its);
    }

    private Measurement telling(List<Collector> takers, List<Tool> made, List<FlowFolder> stored) {
        return new Measurement(
                experiment,
                deployment,
                topology,
                plan,
                exporters,
                since,
                tests,
                outages,
                marks,
                clocks,
                takers,
                made,
                stored);
    }

    private static List<Mark> sorted(List<Mark> marks) {
        List<Mark> all = new ArrayList<>(marks);
        all.sort(Comparator.comparing(Mark::start).thenComparing(Mark::name));
        return List.copyOf(all);
    }

    /**
     * A time in which a daemon measured or stored nothing.
     *
     * @param node where it was to run
     * @param name its name there
     * @param from when it was last known to live; absent where nothing tells
     * @param to when it ran again; absent where it does not yet
     * @param why how it was found
     */
    public record Gap(
            String node,
            String name,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Instant> from,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Instant> to,
            String why) {
        public Gap {
            from = from == null ? Optional.empty() : from;
            to = to == null ? Optional.empty() : to;
        }
    }

    /**
     * A run that the user named.
     *
     * @param name its name
     * @param start when it began
     * @param stop when it ended; absent while it goes on
     */
    public record Mark(
            String name,
            Instant start,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Instant> stop) {
        public Mark {
            if (name == null || start == null) {
                throw new TopologyException("a mark needs a name and the time at which it begins");
            }
            stop = stop == null ? Optional.empty() : stop;
        }

        /** Whether that time is in it; its start is, its stop is not. */
        public boolean has(Instant time) {
            return !time.isBefore(start)
                    && stop.filter(end -> !time.isBefore(end)).isEmpty();
        }
    }

    /**
     * How much a node's clock was ahead of the clock of the machine that asked.
     *
     * @param node the node
     * @param millis how much it was ahead, in ms; less than 0 where it was behind
     * @param errorMillis how far off that may be: half of the time in which the answer came
     * @param at when it was asked, by the clock of the machine that asked
     */
    public record ClockOffset(String node, long millis, long errorMillis, Instant at) {}

    /**
     * A collector.
     *
     * @param node where it ran
     * @param instrument which one it was
     * @param droppedByKernel datagrams that the kernel dropped at its socket since it was started, until it was asked last;
     *     absent where nothing tells, or not of all that time
     */
    public record Collector(
            String node,
            String instrument,
            @JsonInclude(JsonInclude.Include.ALWAYS) OptionalLong droppedByKernel) {
        public Collector {
            droppedByKernel = droppedByKernel == null ? OptionalLong.empty() : droppedByKernel;
            if (node == null || instrument == null) {
                throw new TopologyException("a collector has a node and an instrument");
            }
        }
    }

    /**
     * An instrument that measured or stored.
     *
     * @param name its name in plans
     * @param kind probe or collector
     * @param merges in what packets may differ that share one record of it, which then has what one of them had
     * @param versions what it says of its version on each node that told
     */
    public record Tool(String name, Instrument.Kind kind, List<Merged> merges, List<Installed> versions) {
        public Tool {
            merges = merges == null ? List.of() : List.copyOf(merges);
            versions = versions == null ? List.of() : List.copyOf(versions);
        }
    }

    /**
     * What an instrument is on a node.
     *
     * @param node the node
     * @param version the first line of what it prints when it is asked for its version
     */
    public record Installed(String node, String version) {}

    /**
     * Flow files of one daemon that lie beside this document.
     *
     * @param node the node that stored them
     * @param instrument what stored them
     * @param folder where, relative to this document
     * @param pattern which files in it are finished, as a shell pattern
     * @param reader the name of the reader that understands them
     * @param sourceId the number of the probe whose records they are, where it stored them itself
     */
    public record FlowFolder(
            String node,
            String instrument,
            String folder,
            String pattern,
            String reader,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) OptionalInt sourceId) {
        public FlowFolder {
            sourceId = sourceId == null ? OptionalInt.empty() : sourceId;
            if (node == null || instrument == null || folder == null || pattern == null || reader == null) {
                throw new TopologyException("flow files need node, instrument, folder, pattern and reader");
            }
            if (folder.startsWith("/") || List.of(folder.split("/", -1)).contains("..")) {
                throw new TopologyException("flow files lie beside their document, not in " + folder);
            }
        }
    }

    /** The tool of that name. */
    public Optional<Tool> tool(String name) {
        return tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }

    /** The run to which something of that time belongs, where the user named one. */
    public Optional<Mark> mark(Instant time) {
        return marks.stream().filter(mark -> mark.has(time)).findFirst();
    }
}
