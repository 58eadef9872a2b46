package org.overtap.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.browser.Browser;
import org.overtap.lifecycle.view.NetworkViews;
import org.overtap.record.query.MadeDatasets;
import org.overtap.record.query.MadeFlows;
import org.overtap.record.table.Column;
import org.overtap.report.picture.layout.Positions;

/** The page that is served, in a real browser: it keeps to what the server allows, and says when numbers fail to come. */
class LivePageIT {
    private static final String LIVE = "document.getElementById('live').textContent";
    private static final String TOLD = "+document.querySelector('#details [data-bytes]').dataset.bytes";

    @TempDir
    Path home;

    private final LivePicture picture = new LivePicture(Positions.NONE);
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

    private void show(String name, MadeFlows flows) throws Exception {
        MadeDatasets.write(home.resolve(name), flows);
        picture.show(NetworkViews.in(home.resolve(name)));
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
        show("few", few);
        browser.open(server.address());
        browser.await("document.documentElement.dataset.drawn");
        browser.eval("document.querySelector('#segments > g[data-i=\"0\"]').focus()");
        browser.press("Enter");
        browser.await("document.querySelector('#details [data-bytes]')");
        browser.await(TOLD + " === " + onFirst(few));
        show("more", more);
        browser.await(TOLD + " === " + onFirst(more));
        assertThat(browser.complaints()).isEmpty();

        picture.lost("n1: <b>no route</b> to host");
        browser.await(LIVE + ".includes('n1: <b>no route</b> to host')");
        assertThat(browser.eval(TOLD).asLong()).isEqualTo(onFirst(more));
        show("again", few);
        browser.await(LIVE + ".startsWith('live') && " + TOLD + " === " + onFirst(few));

        server.close();
        browser.await(LIVE + ".startsWith('no new numbers')");
        assertThat(browser.requests())
                .allMatch(asked -> asked.startsWith(server.address()) || asked.startsWith("data:"));
    }
}
