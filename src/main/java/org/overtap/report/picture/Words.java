package org.overtap.report.picture;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.report.format.Xml;
import org.overtap.report.picture.scene.PictureNode;
import org.overtap.report.picture.scene.PictureSegment;
import org.overtap.topology.file.VisibleText;

/** Sentences on what is drawn, ready for markup. */
final class Words {
    private static final int FIRST_RIGHT_TO_LEFT = 0x0590;
    private static final int MOST = 6;

    private Words() {}

    /** A name inside a sentence: what would steer its reader is written out, its letters cannot turn what is beside it. */
    static String name(String name) {
        String shown = Xml.text(VisibleText.of(name));
        return shown.chars().anyMatch(c -> c >= FIRST_RIGHT_TO_LEFT) ? "\u2068" + shown + "\u2069" : shown;
    }

    static String names(List<String> names) {
        String first = names.stream().limit(MOST).map(Words::name).collect(Collectors.joining(", "));
        return names.size() > MOST ? first + " and " + count(names.size() - MOST) + " more" : first;
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** In as much room as four digits take: 17, 7.7k, 14k, 1.2M. */
    static String roughly(long number) {
        if (number < 1_000) {
            return count(number);
        }
        return number < 1_000_000
                ? String.format(Locale.ROOT, number < 9_950 ? "%.1fk" : "%.0fk", number / 1e3)
                : String.format(Locale.ROOT, "%.1fM", number / 1e6);
    }

    static String node(PictureNode node) {
        StringBuilder text = new StringBuilder(name(node.name()));
        node.label().ifPresent(label -> text.append(" (").append(name(label)).append(')'));
        text.append(", ").append(node.kind().word());
        if (node.part().isPresent()) {
            PictureNode.Part part = node.part().get();
            text.append(": ")
                    .append(count(part.nodes()))
                    .append(part.nodes() == 1 ? " node, " : " nodes, ")
                    .append(count(part.probing()))
                    .append(" with a probe, ")
                    .append(count(part.segments()))
                    .append(" segments inside")
                    .append(part.unseen() == 0 ? "" : "; nobody sees " + conversations(part.unseen()));
        } else if (!node.probes().isEmpty()) {
            text.append(", probe");
            List<String> on = node.probes().stream()
                    .flatMap(p -> p.interfaces().stream())
                    .map(i -> i.name() + " (" + i.segment() + ")")
                    .toList();
            text.append(on.isEmpty() ? "" : " on " + names(on));
            List<String> to = node.probes().stream()
                    .flatMap(p -> p.collector().stream())
                    .distinct()
                    .toList();
            text.append(to.isEmpty() ? "" : ", reports to " + names(to));
        }
        node.collector().ifPresent(c -> text.append(", collector ")
                .append(name(c.instrument()))
                .append(", ")
                .append(Xml.text(c.listensOn())));
        return text.toString();
    }

    static String segment(PictureSegment segment) {
        StringBuilder text =
                new StringBuilder(name(segment.name())).append(", ").append(Xml.text(segment.kind()));
        if (!segment.medium().isEmpty() && segment.hub() >= 0) {
            text.append(", ").append(Xml.text(segment.medium()));
        }
        if (!segment.members().isEmpty()) {
            text.append(": ").append(names(segment.members()));
        }
        if (!segment.owners().isEmpty()) {
            text.append("; counted by ").append(names(segment.owners()));
        }
        if (segment.hidden() > 0) {
            text.append("; nobody sees ")
                    .append(conversations(segment.hidden()))
                    .append(" here");
        }
        return text.toString();
    }

    static String conversations(long number) {
        return count(number) + (number == 1 ? " conversation" : " conversations");
    }

    static String unseen(OverlayPlan.Uncovered pair) {
        return name(pair.a()) + " \u2194 " + name(pair.b()) + " on " + name(pair.segment());
    }
}
