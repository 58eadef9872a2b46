package org.overtap.report;

import java.util.List;
import java.util.Locale;
import org.overtap.overlay.NodeBudgetFrontier;
import org.overtap.report.format.Palette;
import org.overtap.report.format.Xml;

/** The frontier as a drawing: extra nodes to the right (doubling), probing cost left upwards, what is proven filled. */
public final class FrontierSvg {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 400;
    private static final int LEFT = 70;
    private static final int TOP = 40;
    private static final int RIGHT = 20;
    private static final int BOTTOM = 60;
    private static final int QUARTERS = 4;
    private static final String STYLE = "text{font:12px \"DejaVu Sans\",\"Segoe UI\",Helvetica,Arial,sans-serif;"
            + "text-anchor:middle;fill:var(--ink)}"
            + ".head{font-size:15px;font-weight:600;text-anchor:start}"
            + ".end{text-anchor:end}"
            + ".soft{fill:var(--soft)}"
            + ".ground{fill:var(--ground)}"
            + ".rule{fill:none;stroke:var(--rule)}"
            + ".axis{fill:none;stroke:var(--wire)}"
            + ".curve{fill:none;stroke:var(--probe);stroke-width:2.5px;stroke-linejoin:round}"
            + "circle{stroke:var(--probe);stroke-width:2px}"
            + ".proven{fill:var(--probe)}"
            + ".found{fill:var(--surface)}";

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
        add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\">%n", WIDTH, HEIGHT);
        add("<title>%s: probing cost left by extra nodes</title>%n", Xml.text(frontier.experiment()));
        svg.append("<style>").append(Palette.resolved(STYLE)).append("</style>\n");
        add("<rect class=\"ground\" width=\"%d\" height=\"%d\"/>%n", WIDTH, HEIGHT);
        add("<text class=\"head\" x=\"%d\" y=\"24\">%s</text>%n", LEFT, Xml.text(frontier.experiment()));
    }

    private void axes() {
        int bottom = HEIGHT - BOTTOM;
        for (int quarter = 1; quarter <= QUARTERS; quarter++) {
            int height = bottom - quarter * (bottom - TOP) / QUARTERS;
            add("<path class=\"rule\" d=\"M%d %dH%d\"/>%n", LEFT, height, WIDTH - RIGHT);
        }
        add("<path class=\"axis\" d=\"M%d %dV%dH%d\"/>%n", LEFT, TOP, bottom, WIDTH - RIGHT);
        add("<text class=\"end\" x=\"%d\" y=\"%d\">%d</text>%n", LEFT - 8, TOP + 4, most);
        add("<text class=\"end\" x=\"%d\" y=\"%d\">0</text>%n", LEFT - 8, bottom + 4);
        add(
                "<text class=\"soft\" x=\"16\" y=\"%d\" transform=\"rotate(-90 16 %1$d)\">probing cost left</text>%n",
                (TOP + bottom) / 2);
        add("<text class=\"soft\" x=\"%d\" y=\"%d\">extra nodes</text>%n", (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 14);
        frontier.points().forEach(p -> add("<text x=\"%.1f\" y=\"%d\">%d</text>%n", x(p), bottom + 18, p.nodes()));
    }

    private void curve() {
        List<NodeBudgetFrontier.Point> points = frontier.points();
        StringBuilder line = new StringBuilder();
        for (NodeBudgetFrontier.Point p : points) {
            line.append(String.format(Locale.ROOT, "%s%.1f %.1f", line.isEmpty() ? "M" : "L", x(p), y(p.cost())));
        }
        add("<path class=\"curve\" d=\"%s\"/>%n", line);
        for (NodeBudgetFrontier.Point p : points) {
            add(
                    "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\"><title>%s</title></circle>%n",
                    p.proven() ? "proven" : "found", x(p), y(p.cost()), label(p));
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
