package org.overtap.lab.mapper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.lab.mapper.Blueprint.Inline;
import org.overtap.lab.ns.VirtualExperiment;

/**
 * New values for something shaped, while it runs or in what describes it.
 *
 * <p>A value for a link is its whole one-way value; for a LAN without a source it is that of a way through the LAN,
 * half of it before and half behind the switch; for one member of a LAN it is each direction's, as given.
 *
 * @param name the link, the LAN, or the bridge node
 * @param bridge whether it names a bridge node
 * @param source one end only: a node, or for a bridge node the segment that the packets come from
 * @param columns the values by their column: {@code bandwidth} in kbit/s, {@code delay} in ms, {@code lossrate} as a
 *     fraction, and those of the queue, {@code q_limit} and so on
 */
public record ShapingChange(String name, boolean bridge, Optional<String> source, Map<String, String> columns) {
    public ShapingChange {
        columns = Map.copyOf(columns);
    }

    /** What runs with the new values; empty where no shaper has it. */
    public Optional<Blueprint> appliedTo(Blueprint built) {
        List<Inline> changed = new ArrayList<>();
        boolean found = false;
        for (Inline delay : built.delays()) {
            boolean meant = means(built, delay);
            found |= meant;
            changed.add(meant ? with(delay) : delay);
        }
        return found ? Optional.of(built.withDelays(changed)) : Optional.empty();
    }

    private boolean means(Blueprint built, Inline delay) {
        boolean here = delay.label().equals(name)
                && bridge == isBridge(built, delay.machine())
                && !delay.delay().traceOnly();
        return here
                && source.map(end -> end.equals(delay.side0()) || end.equals(delay.side1()))
                        .orElse(true);
    }

    private static boolean isBridge(Blueprint built, String machine) {
        return built.machine(machine)
                .map(one -> one.kind() == MappedMachine.Kind.BRIDGE)
                .orElse(false);
    }

    private Inline with(Inline delay) {
        VirtualDelay old = delay.delay();
        boolean oneWay = source.isPresent() && old.link();
        boolean forth = !oneWay || source.get().equals(delay.side0());
        boolean halved = !old.link() && source.isEmpty();
        return delay.with(
                forth ? with(old.forth(), halved) : old.forth(),
                oneWay && forth ? old.back() : with(old.back(), halved));
    }

    private MappedShaping with(MappedShaping old, boolean halved) {
        return new MappedShaping(
                value("delay").map(delay -> halved ? delay / 2 : delay).orElse(old.delayMs()),
                value("bandwidth").map(Double::longValue).orElse(old.kbps()),
                value("lossrate").map(loss -> halved ? half(loss) : loss).orElse(old.loss()),
                value("q_limit").map(Double::intValue).orElse(old.queue()));
    }

    private Optional<Double> value(String column) {
        return Optional.ofNullable(columns.get(column)).map(Double::valueOf);
    }

    /** What each of two halves must lose so that together they lose it all. */
    private static double half(double loss) {
        return 1 - Math.sqrt(1 - loss);
    }

    /** The rows that describe it, with the new values: of a link's one direction the two halves on its two members. */
    public VirtualExperiment appliedTo(VirtualExperiment experiment) {
        List<Map<String, String>> rows = new ArrayList<>();
        long members = experiment.lans().stream()
                .filter(row -> name.equals(row.get("vname")))
                .count();
        for (Map<String, String> row : experiment.lans()) {
            rows.add(name.equals(row.get("vname")) ? with(row, members == 2 && source.isPresent()) : row);
        }
        Map<String, List<Map<String, String>>> tables = new LinkedHashMap<>(experiment.tables());
        tables.put("virt_lans", rows);
        return new VirtualExperiment(experiment.pid(), experiment.eid(), tables);
    }

    private Map<String, String> with(Map<String, String> row, boolean oneDirection) {
        boolean own = source.map(node -> node.equals(row.get("vnode"))).orElse(true);
        boolean halved = oneDirection || source.isEmpty();
        Map<String, String> changed = new LinkedHashMap<>(row);
        columns.forEach((column, text) -> {
            boolean twoWay = List.of("bandwidth", "delay", "lossrate").contains(column);
            String value = halved ? halved(column, text) : text;
            if (own) {
                changed.put(column, value);
            }
            if (twoWay && own != oneDirection) {
                changed.put("r" + column, value);
            }
        });
        return changed;
    }

    private static String halved(String column, String text) {
        return switch (column) {
            case "delay" -> Double.toString(Double.parseDouble(text) / 2);
            case "lossrate" -> Double.toString(half(Double.parseDouble(text)));
            default -> text;
        };
    }
}
