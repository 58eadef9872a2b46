package org.overtap.report;

import java.util.List;
import java.util.Locale;
import org.overtap.overlay.NodeBudgetFrontier;
import org.overtap.report.format.Xml;

/** The frontier as a drawing: extra nodes to the right (doubling), probing cost left upwards. */
public final class FrontierSvg {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 400;
    private static final int LEFT = 70;
    private static final int TOP = 40;
    private static final int RIGHT = 20;
    private static final int BOTTOM = 60;

    private final NodeBudgetFrontier frontier;
    private final long most;
    private final StringBuilder svg = new StringBuilder();

    private FrontierSvg(NodeBudgetFrontier frontier) {
        this.frontier = frontier;
        this.most = Math.max(
                1,
                frontier.points().stream()
                        .mapToLong(NodeBudgetFrontier.Point::cost)
                        .max()
                        .orElse(1));
    }

    /** One SVG document that needs nothing else. */
    public static String of(NodeBudgetFrontier frontier) {
        FrontierSvg drawing = new FrontierSvg(frontier);
        drawing.open();
        drawing.axes();
        drawing.curve();
        drawing.svg.append("</svg>\n");
        return drawing.svg.toString();
    }

    private void open() {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">%n",
                WIDTH, HEIGHT);
        add("<title>%s: probing cost left by extra nodes</title>%n", Xml.text(frontier.experiment()));
        add("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n", WIDTH, HEIGHT);
        add("<text x=\"%d\" y=\"22\" font-size=\"14\">%s</text>%n", LEFT, Xml.text(frontier.experiment()));
    }

    private void axes() {
        int bottom = HEIGHT - BOTTOM;
        add("<path d=\"M%d %d V%d H%d\" fill=\"none\" stroke=\"#444444\"/>%n", LEFT, TOP, bottom, WIDTH - RIGHT);
        add("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%d</text>%n", LEFT - 8, TOP + 4, most);
        add("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">0</text>%n", LEFT - 8, bottom + 4);
        add(
                "<text x=\"16\" y=\"%d\" transform=\"rotate(-90 16 %1$d)\" text-anchor=\"middle\">probing cost left</text>%n",
                (TOP + bottom) / 2);
        add(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">extra nodes</text>%n",
                (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 14);
        frontier.points()
                .forEach(p -> add(
                        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>%n", x(p), bottom + 18, p.nodes()));
    }

    private void curve() {
        List<NodeBudgetFrontier.Point> points = frontier.points();
        StringBuilder line = new StringBuilder();
        for (NodeBudgetFrontier.Point p : points) {
            line.append(String.format(Locale.ROOT, "%s%.1f %.1f", line.isEmpty() ? "M" : " L", x(p), y(p.cost())));
        }
        add("<path d=\"%s\" fill=\"none\" stroke=\"#1f5fa8\" stroke-width=\"2\"/>%n", line);
        for (NodeBudgetFrontier.Point p : points) {
            add(
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\" stroke=\"#1f5fa8\"><title>%s</title></circle>%n",
                    x(p), y(p.cost()), p.proven() ? "#1f5fa8" : "#ffffff", label(p));
        }
    }

    private static String label(NodeBudgetFrontier.Point p) {
        return p.nodes() + " extra nodes: " + p.cost() + (p.proven() ? "" : ", at least " + p.lowerBound());
    }

    /** Each doubling takes as much room as the one before. */
    private double x(NodeBudgetFrontier.Point p) {
        int last = frontier.points().get(frontier.points().size() - 1).nodes();
        double share = last == 0 ? 0 : Math.log(p.nodes() + 1.0) / Math.log(last + 1.0);
        return LEFT + share * (WIDTH - RIGHT - LEFT);
    }

    private double y(long cost) {
        return HEIGHT - BOTTOM - (double) cost / most * (HEIGHT - BOTTOM - TOP);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format.replace("%n", "\n"), values));
    }
}
