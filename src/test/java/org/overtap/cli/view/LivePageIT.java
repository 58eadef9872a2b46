package org.overtap.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.browser.Browser;
import org.overtap.lifecycle.view.NetworkView;
import org.overtap.lifecycle.view.NetworkViews;
import org.overtap.record.query.MadeDatasets;
import org.overtap.record.query.MadeFlows;
import org.overtap.record.table.Column;
import org.overtap.report.picture.layout.Positions;

/** The page that is served, in a real browser: it keeps to what the server allows, and says when numbers fail to come. */
class LivePageIT {
    private static final String LIVE = "document.getElementById('live').textContent";
    private static final String TIME = "document.getElementById('time').getClientRects().length";
    private static final String TOLD = "+document.querySelector('#details [data-bytes]').dataset.bytes";

    @TempDir
    Path home;

    private final LivePicture picture = new LivePicture(Positions.NONE, Duration.ofMillis(300));
    private LiveServer server;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        browser = Browser.start();
        server = LiveServer.start(0, picture);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    private NetworkView view(String name, MadeFlows flows) throws Exception {
        MadeDatasets.write(home.resolve(name), flows);
        return NetworkViews.in(home.resolve(name));
    }

    private static long onFirst(MadeFlows flows) {
        return Stream.concat(flows.flows().stream(), flows.crossings().stream())
                .filter(row -> row.text(Column.SEGMENT).equals("lan0"))
                .mapToLong(row -> row.number(Column.BYTES))
                .sum();
    }

    @Test
    void newNumbersComeUntilTheyFailAndAgainAfterwards() throws Exception {
        MadeFlows few = MadeFlows.random(2, 50);
        MadeFlows more = MadeFlows.random(2, 90);
        NetworkView measured = view("few", few);
        picture.show(new NetworkView(
                measured.title(),
                measured.kind(),
                measured.topology(),
                measured.plan(),
                measured.health(),
                Optional.empty(),
                measured.notes()));
        browser.open(server.address());
        browser.await("document.documentElement.dataset.drawn");
        assertThat(browser.eval(TIME).asInt()).isZero();
        picture.show(measured);
        browser.await(TIME + " > 0 && document.querySelectorAll('#segments > .v').length > 0");
        browser.eval("document.querySelector('#segments > g[data-i=\"0\"]').focus()");
        browser.press("Enter");
        browser.await("document.querySelector('#details [data-bytes]')");
        browser.await(TOLD + " === " + onFirst(few));
        picture.show(view("more", more));
        browser.await(TOLD + " === " + onFirst(more));
        assertThat(browser.complaints()).isEmpty();

        picture.lost("n1: <b>no route</b> to host");
        browser.await(LIVE + ".includes('n1: <b>no route</b> to host')");
        assertThat(browser.eval(TOLD).asLong()).isEqualTo(onFirst(more));
        picture.show(view("again", few));
        browser.await(LIVE + ".startsWith('live') && " + TOLD + " === " + onFirst(few));

        server.close();
        browser.await(LIVE + ".startsWith('no new numbers')");
        assertThat(browser.requests())
                .allMatch(asked -> asked.startsWith(server.address()) || asked.startsWith("data:"));
    }
}
