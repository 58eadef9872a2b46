package org.overtap.report.picture;

import java.util.ArrayList;
import java.util.List;
import org.overtap.lifecycle.view.NetworkView;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.report.format.Palette;
import org.overtap.report.format.Xml;
import org.overtap.report.picture.scene.OverviewFacts;
import org.overtap.report.picture.scene.Scene;

/** The page: the drawing, what explains it, and a script that answers clicks and keys. It needs nothing else. */
public final class PicturePage {
    private static final int MOST_LISTED = 500;
    private static final int MOST_NOTES = PictureDocument.MOST_NOTES;

    private final DrawnPicture drawn;
    private final NetworkView view;
    private final Scene scene;
    private final StringBuilder page = new StringBuilder();

    private PicturePage(DrawnPicture drawn) {
        this.drawn = drawn;
        this.view = drawn.picture().view();
        this.scene = drawn.scene();
    }

    /** One HTML document. Unless the picture is live, it may ask nobody for anything. */
    public static String of(Picture picture) {
        PicturePage made = new PicturePage(picture.drawn());
        made.write();
        return made.page.toString();
    }

    private void write() {
        String script = PageParts.text("page.js");
        String style = style();
        line("<!doctype html>");
        line("<html lang=\"en\""
                + drawn.picture()
                        .live()
                        .map(every -> " data-live=\"" + every.toMillis() + "\"")
                        .orElse("") + ">");
        line("<head>");
        line("<meta charset=\"utf-8\">");
        line("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src "
                + PageParts.hash(style) + "; script-src " + PageParts.hash(script)
                + (isLive() ? "; connect-src 'self'" : "") + "; base-uri 'none'; form-action 'none'\">");
        line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        line("<link rel=\"icon\" href=\"data:,\">");
        line("<title>" + Words.name(view.title()) + " \u2013 overtap</title>");
        page.append("<style>").append(style).append("</style>\n");
        line("</head>");
        line("<body>");
        header();
        line("<main>");
        line("<div id=\"canvas\">");
        page.append(PictureSvg.element(drawn)).append('\n');
        zoomButtons();
        line("</div>");
        aside();
        line("</main>");
        time();
        page.append("<script type=\"application/json\" id=\"data\">")
                .append(ScriptJson.text(PictureDocument.of(drawn)))
                .append("</script>\n");
        page.append("<script>").append(script).append("</script>\n");
        line("</body>");
        line("</html>");
    }

    private static String style() {
        String light = Palette.declarations(false);
        String dark = Palette.declarations(true);
        return ":root{" + light + "}\n@media (prefers-color-scheme:dark){:root{" + dark + "}}\n:root[data-theme=light]{"
                + light + "}\n:root[data-theme=dark]{" + dark + "}\n@media print{:root,:root[data-theme]{" + light
                + ";--ground:#fff}}\n" + PageParts.text("drawing.css") + PageParts.text("page.css");
    }

    private void header() {
        line("<header>");
        line("<h1><bdi>" + Words.name(view.title()) + "</bdi> <small>" + Xml.text(view.kind()) + "</small></h1>");
        line("<ul id=\"sums\">");
        sums().forEach(sum -> line("<li>" + sum + "</li>"));
        view.plan()
                .ifPresent(plan -> line("<li class=\"" + (scene.unseenCount() == 0 ? "good" : "bad") + "\">"
                        + Words.count(plan.coverage().observed()) + " of "
                        + Words.conversations(plan.coverage().conversations()) + " seen</li>"));
        if (view.plan().isEmpty()) {
            line("<li>nothing planned</li>");
        }
        line("<li id=\"live\" role=\"status\" hidden></li>");
        line("</ul>");
        line("<div id=\"tools\" role=\"toolbar\" aria-label=\"Picture\">");
        line("<label><span class=\"told\">Search</span><input id=\"search\" type=\"search\" placeholder=\"Search  /\""
                + " autocomplete=\"off\" spellcheck=\"false\"></label>");
        line("<output id=\"found\" aria-live=\"polite\"></output>");
        button("exports-shown", "Reports", "Show who sends records to whom");
        button("save", "Save", "Save where everything stands, for overtap view --positions");
        button("print", "Print", "Print this page");
        button("theme", "\u25d0", "Change between dark and light");
        line("</div>");
        line("</header>");
    }

    private List<String> sums() {
        if (scene.overview().isPresent()) {
            OverviewFacts facts = scene.overview().get();
            return List.of(
                    counted(facts.nodes(), "node"),
                    counted(facts.segments(), "segment"),
                    counted(facts.probing(), "probing node"),
                    counted(facts.collectors(), "collector"));
        }
        long probes = view.plan()
                .map(plan -> plan.probes().stream()
                        .map(OverlayPlan.Probe::node)
                        .distinct()
                        .count())
                .orElse(0L);
        int collectors = view.plan().map(plan -> plan.collectors().size()).orElse(0);
        return List.of(
                counted(scene.nodes().size(), "node"),
                counted(scene.segments().size(), "segment"),
                counted(probes, "probing node"),
                counted(collectors, "collector"));
    }

    private static String counted(long number, String noun) {
        return "<b>" + Words.count(number) + "</b> " + noun + (number == 1 ? "" : "s");
    }

    private void zoomButtons() {
        line("<div id=\"zoom\" role=\"group\" aria-label=\"Zoom\">");
        button("closer", "+", "Zoom in");
        button("farther", "\u2212", "Zoom out");
        button("whole", "Fit", "Show all of it");
        line("</div>");
    }

    private void button(String id, String text, String title) {
        line("<button type=\"button\" id=\"" + id + "\" title=\"" + title + "\">" + text + "</button>");
    }

    private void aside() {
        line("<aside>");
        line("<section id=\"details\" aria-live=\"polite\" aria-label=\"Details\"><h2>Details</h2>"
                + "<p>Choose a node or a segment: click it, or go to it with Tab and the arrow keys and press Enter.</p>"
                + "</section>");
        scene.overview().ifPresent(facts -> page.append(new OverviewWords(facts).html()));
        if (scene.overview().isEmpty() && view.topology().isEmpty()) {
            line("<section class=\"warn\"><h2>No topology</h2><p>Nothing is known of the network but the names of its"
                    + " segments" + (view.plan().isPresent() ? " and of who observes them" : "") + ".</p></section>");
        }
        unseen();
        notes();
        legend();
        line("</aside>");
    }

    private void unseen() {
        if (view.plan().isEmpty()) {
            return;
        }
        line("<section id=\"unseen\" class=\"" + (scene.unseenCount() == 0 ? "good" : "bad") + "\"><h2>"
                + (scene.unseenCount() == 0
                        ? "Everything is seen"
                        : "Nobody sees " + Words.conversations(scene.unseenCount()))
                + "</h2>");
        if (scene.unseenCount() > 0) {
            line("<ul>");
            scene.unseen().stream().limit(MOST_LISTED).forEach(u -> line("<li>" + Words.unseen(u) + "</li>"));
            long more =
                    scene.unseenCount() - Math.min(MOST_LISTED, scene.unseen().size());
            if (more > 0) {
                line("<li>and " + Words.count(more) + " more</li>");
            }
            line("</ul>");
        }
        line("</section>");
    }

    private void notes() {
        List<String> planned = view.plan().map(OverlayPlan::notes).orElse(List.of());
        List<String> all = new ArrayList<>(view.notes());
        planned.stream().filter(note -> !all.contains(note)).forEach(all::add);
        if (!all.isEmpty()) {
            line("<section id=\"notes\"><h2>Notes</h2><ul>");
            all.stream().limit(MOST_NOTES).forEach(note -> line("<li>" + Words.name(note) + "</li>"));
            if (all.size() > MOST_NOTES) {
                line("<li>and " + Words.count(all.size() - MOST_NOTES) + " more notes</li>");
            }
            line("</ul></section>");
        }
    }

    private void legend() {
        line("<section id=\"legend\"><h2>Legend</h2>");
        page.append(PictureLegend.of(drawn));
        line("</section>");
    }

    private void time() {
        if (view.volume().isPresent() || isLive()) {
            line("<footer id=\"time\"" + (view.volume().isPresent() ? "" : " hidden")
                    + "><button type=\"button\" id=\"play\" title=\"Play\">\u25b6</button>"
                    + "<div id=\"line\"><div id=\"bars\" aria-hidden=\"true\"></div>"
                    + "<label><span class=\"told\">Time</span><input id=\"step\" type=\"range\" min=\"0\" max=\"0\""
                    + " value=\"0\"></label></div><output id=\"when\" for=\"step\">all of it</output></footer>");
        }
    }

    /** Then numbers may come where there are none yet. */
    private boolean isLive() {
        return drawn.picture().live().isPresent();
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
