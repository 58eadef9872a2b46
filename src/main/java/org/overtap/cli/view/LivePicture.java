package org.overtap.cli.view;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.overtap.lifecycle.view.NetworkView;
import org.overtap.report.Printers;
import org.overtap.report.format.JsonPrinter;
import org.overtap.report.format.PagePrinter;
import org.overtap.report.picture.Picture;
import org.overtap.report.picture.layout.Positions;

/** What is served of an experiment: the page as it is now, and its numbers; drawn when somebody asks. */
final class LivePicture implements LiveServer.Contents {
    /** What the page asks for. */
    static final String NUMBERS = "data.json";

    private static final String PAGE = "";
    private static final int UNAVAILABLE = 503;

    private final Positions positions;
    private final Duration every;
    private Picture picture;
    private String seen = "";
    private Optional<String> problem = Optional.empty();
    private Optional<LiveServer.Document> page = Optional.empty();
    private Optional<LiveServer.Document> numbers = Optional.empty();

    /** @param every how often there is something new, and the page asks for it */
    LivePicture(Positions positions, Duration every) {
        this.positions = positions;
        this.every = every;
    }

    /** Shows this from now on; says whether nothing was shown before. */
    synchronized boolean show(NetworkView view) {
        boolean first = picture == null;
        picture = new Picture(view, positions, Optional.of(every));
        seen = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        problem = Optional.empty();
        page = Optional.empty();
        numbers = Optional.empty();
        return first;
    }

    /** What is shown stays, and who asks for numbers is told why there are no new ones. */
    synchronized void lost(String why) {
        problem = Optional.of("since " + seen + ": " + why);
    }

    @Override
    public synchronized Optional<LiveServer.Document> document(String name) throws IOException {
        if (picture == null) {
            return Optional.empty();
        }
        if (name.equals(PAGE)) {
            page = Optional.of(page.isPresent() ? page.get() : drawn(PagePrinter.FORMAT, "text/html; charset=utf-8"));
            return page;
        }
        if (!name.equals(NUMBERS)) {
            return Optional.empty();
        }
        if (problem.isPresent()) {
            return Optional.of(LiveServer.Document.text(UNAVAILABLE, problem.get()));
        }
        numbers = Optional.of(numbers.isPresent() ? numbers.get() : drawn(JsonPrinter.FORMAT, "application/json"));
        return numbers;
    }

    private LiveServer.Document drawn(String format, String type) throws IOException {
        StringWriter text = new StringWriter();
        Printers.find(Picture.class, format).orElseThrow().print(picture, text);
        return new LiveServer.Document(200, type, text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
