package org.overtap.report.picture;

import java.util.List;
import java.util.stream.Collectors;
import org.overtap.report.picture.scene.OverviewFacts;

/** What an overview says of itself: that it is one, how much of the network it shows, and the numbers of the rest. */
final class OverviewWords {
    private final OverviewFacts facts;

    OverviewWords(OverviewFacts facts) {
        this.facts = facts;
    }

    /** A sentence each. */
    List<String> sentences() {
        OverviewFacts.Drawn drawn = facts.drawn();
        return List.of(
                Words.count(facts.nodes()) + " nodes and " + Words.count(facts.segments())
                        + " segments are too many to be drawn one by one: this is an overview.",
                "Each of the " + drawn.parts()
                        + " circles is as many nodes near to each other as it says, under the name"
                        + " of the busiest node or LAN among them; each line is all segments between two of them.",
                lines(drawn));
    }

    private static String lines(OverviewFacts.Drawn drawn) {
        String inside = Words.count(drawn.inside()) + " segments lie inside of circles";
        if (drawn.lines() == drawn.allLines()) {
            return Words.count(drawn.between()) + " segments are in the lines; " + inside + ".";
        }
        return "The " + Words.count(drawn.lines()) + " strongest of " + Words.count(drawn.allLines())
                + " lines are drawn, with " + Words.count(drawn.on()) + " of the " + Words.count(drawn.between())
                + " segments between circles; " + inside + ".";
    }

    /** As part of a page. */
    String html() {
        return "<section class=\"warn\" id=\"overview\"><h2>Overview</h2>\n"
                + sentences().stream()
                        .map(sentence -> "<p>" + sentence + "</p>\n")
                        .collect(Collectors.joining())
                + "<p>Who probes where, one by one, is in the file of <code>overtap plan SOURCE -o FILE</code>.</p>\n"
                + table("Nodes", "", "nodes", "with a probe", facts.kinds())
                + table("Nodes by how many segments they are on", "segments", "nodes", "with a probe", facts.spread())
                + table("Segments by how many nodes are on them", "nodes", "segments", "not all seen", facts.sizes())
                + table("Largest LANs", "", "nodes", "with a probe", facts.largest())
                + busiest() + "</section>\n";
    }

    private static String table(String title, String of, String counted, String besides, List<OverviewFacts.Row> rows) {
        return rows.isEmpty()
                ? ""
                : head(title, of, counted, besides)
                        + rows.stream()
                                .map(row -> row(row, Words.count(row.besides())))
                                .collect(Collectors.joining())
                        + "</tbody></table>\n";
    }

    private String busiest() {
        return facts.busiest().isEmpty()
                ? ""
                : head("Busiest nodes", "", "segments", "probe")
                        + facts.busiest().stream()
                                .map(row -> row(row, row.besides() > 0 ? "yes" : "no"))
                                .collect(Collectors.joining())
                        + "</tbody></table>\n";
    }

    private static String head(String title, String of, String counted, String besides) {
        return "<h3>" + title + "</h3><table><thead><tr><th scope=\"col\">" + of
                + "</th><th scope=\"col\" class=\"num\">" + counted + "</th><th scope=\"col\" class=\"num\">" + besides
                + "</th></tr></thead><tbody>\n";
    }

    private static String row(OverviewFacts.Row row, String besides) {
        return "<tr><td><bdi>" + Words.name(row.what()) + "</bdi></td><td class=\"num\">" + Words.count(row.count())
                + "</td><td class=\"num\">" + besides + "</td></tr>\n";
    }
}
