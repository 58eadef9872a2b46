package org.overtap.overlay.choice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.instrument.Runs;
import org.overtap.overlay.plan.InstrumentChoice;
import org.overtap.overlay.plan.InstrumentWishes;
import org.overtap.overlay.plan.PlanException;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Topology;

/** Which instruments are taken where the user named none. */
public final class InstrumentSearch {
    /** Stands for all nodes where these are alike. */
    private static final String ANY = SettledInstruments.ANY;

    private final PlanOptions options;
    private final InstrumentCatalogue instruments;
    private final Set<String> families;
    private final List<String> nodes;
    private final InstrumentGround ground;
    private final InstrumentGround rates;

    private InstrumentSearch(
            PlanOptions options,
            InstrumentCatalogue instruments,
            Set<String> families,
            List<String> nodes,
            InstrumentGround ground,
            InstrumentGround rates) {
        this.options = options;
        this.instruments = instruments;
        this.families = families;
        this.nodes = nodes.stream()
                .filter(node -> !options.excluded().contains(node))
                .toList();
        this.ground = ground;
        this.rates = rates;
    }

    /**
     * On every node the first probe of the catalogue's order that fits a collector, what is asked, and the node; of
     * collectors the first that some node can run. Those that are refused, or were never tried, are taken
     * only where they are named. Where nothing fits, the options are as they were: what is wrong with them is told then.
     * Where something fits and no node can run it, the first is taken: who deploys it is told what is missing. Where none
     * that can run keeps up with what is expected, the first that can run is taken, and the plan says that.
     *
     * @param ground why instruments cannot run on nodes
     * @param rates why probes might not keep up there
     */
    public static SettledInstruments settled(
            PlanOptions options,
            InstrumentCatalogue instruments,
            Topology topology,
            InstrumentGround ground,
            InstrumentGround rates) {
        InstrumentWishes wishes = options.wishes();
        List<String> nodes = topology.nodes().stream()
                .filter(node -> node.role() != Role.SWITCH)
                .map(Node::name)
                .toList();
        return wishes.anyProbe() || wishes.anyCollector()
                ? new InstrumentSearch(options, instruments, InstrumentChoice.families(topology), nodes, ground, rates)
                        .settled()
                : SettledInstruments.named(options);
    }

    /** The same for a network whose nodes are all alike, as far as is known: each has the same probe. */
    public static SettledInstruments settledAlike(
            PlanOptions options, InstrumentCatalogue instruments, InstrumentGround rates) {
        InstrumentWishes wishes = options.wishes();
        if (!wishes.anyProbe() && !wishes.anyCollector()) {
            return SettledInstruments.named(options);
        }
        return new InstrumentSearch(options, instruments, Set.of(), List.of(ANY), InstrumentGround.UNKNOWN, rates)
                .settled();
    }

    /**
     * A collector, and what would send to it.
     *
     * @param fitting probes that fit it, in their order
     * @param at the probe of each node
     * @param unable how many nodes can run none of them
     * @param missing whether it is of no use: something sends, and no node can run the collector
     * @param rank how far down in the order the probes are together
     */
    private record Way(
            Instrument collector,
            List<Instrument> fitting,
            Map<String, Instrument> at,
            long unable,
            boolean missing,
            long rank) {
        private Instrument usual() {
            Map<Instrument, Long> often = new LinkedHashMap<>();
            fitting.forEach(probe -> often.put(probe, 0L));
            at.values().forEach(probe -> often.merge(probe, 1L, Long::sum));
            long most = often.values().stream().mapToLong(n -> n).max().orElse(0);
            return fitting.stream()
                    .filter(probe -> often.get(probe) == most)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private SettledInstruments settled() {
        InstrumentWishes wishes = options.wishes();
        List<Instrument> probes = candidates(Instrument.Kind.PROBE, wishes.anyProbe(), options.probe());
        List<Way> ways = new ArrayList<>();
        for (Instrument collector : candidates(Instrument.Kind.COLLECTOR, wishes.anyCollector(), options.collector())) {
            List<Instrument> fitting =
                    probes.stream().filter(probe -> fits(probe, collector)).toList();
            if (!fitting.isEmpty()) {
                ways.add(way(collector, fitting, probes));
            }
        }
        // Of those that are alike the first is kept.
        Optional<Way> best = ways.stream()
                .min(Comparator.comparingLong(Way::unable)
                        .thenComparing(Way::missing)
                        .thenComparingLong(Way::rank));
        return best.map(way -> settled(way, ways)).orElseGet(() -> SettledInstruments.named(options));
    }

    private Way way(Instrument collector, List<Instrument> fitting, List<Instrument> order) {
        Map<String, Instrument> at = new TreeMap<>();
        long unable = 0;
        long rank = 0;
        for (String node : nodes) {
            Optional<Instrument> able = options.wishes().anyProbe() && (node.equals(ANY) || options.mayProbe(node))
                    ? first(fitting, node, ground.and(rates)).or(() -> first(fitting, node, ground))
                    : Optional.of(fitting.get(0));
            unable += able.isEmpty() ? 1 : 0;
            Instrument taken = able.orElse(fitting.get(0));
            rank += order.indexOf(taken);
            at.put(node, taken);
        }
        boolean sends = at.isEmpty() || at.values().stream().anyMatch(probe -> !probe.storesItself());
        boolean missing = sends
                && unable < nodes.size()
                && nodes.stream()
                        .noneMatch(node -> ground.against(node, collector).isEmpty());
        return new Way(collector, fitting, at, unable, missing, at.isEmpty() ? order.indexOf(fitting.get(0)) : rank);
    }

    private static Optional<Instrument> first(List<Instrument> fitting, String node, InstrumentGround ground) {
        return fitting.stream()
                .filter(probe -> ground.against(node, probe).isEmpty())
                .findFirst();
    }

    private SettledInstruments settled(Way way, List<Way> ways) {
        InstrumentWishes wishes = options.wishes();
        Instrument usual = way.usual();
        Map<String, String> at = new TreeMap<>();
        Map<String, String> passed = new TreeMap<>();
        way.at().forEach((node, probe) -> {
            if (wishes.anyProbe() && !wishes.probeAt().containsKey(node)) {
                if (probe != usual) {
                    at.put(node, probe.name());
                }
                Set<String> before = before(way, node, probe);
                if (!before.isEmpty()) {
                    passed.put(node, String.join("; ", before));
                }
            }
        });
        at.putAll(wishes.probeAt());
        Optional<String> collector = ways.get(0) == way
                ? Optional.empty()
                : Optional.of(lacking(ways.get(0).collector())).filter(why -> !why.isEmpty());
        return new SettledInstruments(
                options.with(usual.name(), way.collector().name()).withWishes(wishes.settled(at)), passed, collector);
    }

    /** What speaks against those before it in their order. */
    private Set<String> before(Way way, String node, Instrument taken) {
        return way.fitting().stream()
                .takeWhile(probe -> probe != taken)
                .flatMap(probe -> ground.and(rates).against(node, probe).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private String lacking(Instrument collector) {
        Map<String, List<String>> where = new TreeMap<>();
        nodes.forEach(node -> ground.against(node, collector)
                .ifPresent(why ->
                        where.computeIfAbsent(why, w -> new ArrayList<>()).add(node)));
        return where.entrySet().stream()
                .map(why -> why.getKey() + " on " + String.join(", ", why.getValue()))
                .collect(Collectors.joining("; "));
    }

    /** Whoever was named, else those that could be taken, in their order. */
    private List<Instrument> candidates(Instrument.Kind kind, boolean any, String named) {
        List<Instrument> all = new ArrayList<>();
        for (Instrument one : any ? instruments.all() : List.<Instrument>of()) {
            boolean known = !one.tried().isEmpty() && one.runs() instanceof Runs.Process;
            if (one.kind() == kind && one.refused().isEmpty() && known) {
                all.add(one);
            }
        }
        if (all.isEmpty() || !any) {
            all.add(0, instruments.get(named, kind));
        }
        return all;
    }

    private boolean fits(Instrument probe, Instrument collector) {
        PlanOptions tried = options.with(probe.name(), collector.name());
        try {
            InstrumentChoice choice = InstrumentChoice.of(tried, instruments, families);
            return options.wishes().anyCollector() || choice.collector().isPresent();
        } catch (PlanException e) {
            return false;
        }
    }
}
