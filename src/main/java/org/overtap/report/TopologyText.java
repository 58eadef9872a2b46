package org.overtap.report;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.overtap.report.format.Table;
import org.overtap.topology.CarryingSwitch;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.Machine;
import org.overtap.topology.Member;
import org.overtap.topology.Node;
import org.overtap.topology.Segment;
import org.overtap.topology.Shaper;
import org.overtap.topology.Shaping;
import org.overtap.topology.Topology;
import org.overtap.topology.graph.TopologyGraph;

/** A topology for people. */
public final class TopologyText {
    private TopologyText() {}

    /** Nodes, segments and a count; with {@code explain}, what was hidden or inferred. */
    public static String of(Topology topology, boolean explain) {
        StringBuilder text = new StringBuilder(Table.printable(topology.experiment()) + "\n\n");
        text.append(nodes(topology)).append('\n').append(segments(topology)).append('\n');
        List<DiscoveryNote> shown = topology.findings().stream()
                .filter(f -> explain || f.kind() == DiscoveryNote.Kind.WARNING)
                .toList();
        shown.forEach(f -> text.append(f.kind().name().toLowerCase(Locale.ROOT))
                .append(": ")
                .append(Table.printable(f.subject() + ": " + f.text()))
                .append('\n'));
        text.append(parts(topology));
        text.append(topology.nodes().size()).append(" nodes, ");
        text.append(topology.segments().size()).append(" segments, ");
        text.append(topology.conversations().size()).append(" conversations\n");
        return text.toString();
    }

    /** Said only where it is so: between parts there is nothing to be seen, and often a link was forgotten. */
    private static String parts(Topology topology) {
        List<Set<String>> parts = TopologyGraph.parts(topology);
        return parts.size() < 2
                ? ""
                : "no segment joins these " + parts.size() + " parts: "
                        + Table.printable(parts.stream()
                                .map(part -> String.join(" ", part))
                                .collect(Collectors.joining(" | ")))
                        + "\n";
    }

    private static Table nodes(Topology topology) {
        NodeLabels labels = NodeLabels.of(topology);
        Table table = new Table("node", "role", "machine", "control", "interfaces");
        for (Node node : topology.nodes()) {
            String ports = node.interfaces().stream()
                    .map(i ->
                            i.name() + i.addresses().stream().map(a -> " " + a).collect(Collectors.joining()))
                    .collect(Collectors.joining(", "));
            table.row(
                    labels.named(node.name()),
                    node.role().name().toLowerCase(Locale.ROOT),
                    node.machine().map(Machine::id).orElse(null),
                    node.control().orElse(null),
                    ports);
        }
        return table;
    }

    private static Table segments(Topology topology) {
        Table table = new Table("segment", "kind", "medium", "members", "shaped by");
        for (Segment segment : topology.segments()) {
            table.row(
                    segment.name(),
                    segment.kind(),
                    segment.medium().name().toLowerCase(Locale.ROOT).replace('_', '-') + carrier(segment),
                    segment.members().stream().map(TopologyText::member).collect(Collectors.joining(", ")),
                    segment.shapers().stream().map(TopologyText::shaper).collect(Collectors.joining(", ")));
        }
        return table;
    }

    private static String carrier(Segment segment) {
        return segment.carrier()
                .map(carrier -> " by " + carrier.endpoint() + (carrier.shows() ? " (" + means(carrier) + ")" : ""))
                .orElse("");
    }

    private static String means(CarryingSwitch carrier) {
        return carrier.means().stream().map(CarryingSwitch.Means::word).collect(Collectors.joining(", "));
    }

    private static String member(Member member) {
        return member.endpoint() + (member.endShaped() ? " (shapes itself)" : "") + shape(member.out());
    }

    private static String shape(Shaping shape) {
        String delay = shape.delayMs() > 0 ? " " + number(shape.delayMs()) + " ms" : "";
        return delay + (shape.loss() > 0 ? " loss " + number(shape.loss() * 100) + " %" : "");
    }

    private static String shaper(Shaper shaper) {
        return shaper.node() + ":" + shaper.near() + "/" + shaper.far();
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.2f", value);
    }
}
