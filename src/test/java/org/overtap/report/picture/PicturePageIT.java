package org.overtap.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.browser.Browser;
import org.overtap.lifecycle.view.NetworkView;
import org.overtap.lifecycle.view.SegmentVolume;
import org.overtap.report.picture.layout.Positions;
import org.overtap.report.picture.layout.PositionsFile;
import org.overtap.topology.file.JsonDocument;

/** The page as a reader has it: in a real browser, with a mouse and a keyboard. */
class PicturePageIT {
    private static final double GENEROUS_MILLIS = 5_000;
    private static final String DETAILS = "document.getElementById('details').textContent";

    private static Browser browser;

    @TempDir
    Path folder;

    @BeforeAll
    static void startBrowser() {
        browser = Browser.start();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    private void open(NetworkView view) throws IOException {
        open(new Picture(view));
    }

    private void open(Picture picture) throws IOException {
        Path file = folder.resolve("picture.html");
        Files.writeString(file, PicturePage.of(picture), StandardCharsets.UTF_8);
        browser.dark(false);
        browser.open(file);
        browser.await("document.documentElement.dataset.drawn");
    }

    private static String thing(String kind, List<String> names, String name) {
        return "." + kind + "[data-i='" + names.indexOf(name) + "']";
    }

    private static List<String> names(String what) {
        return JsonDocument.mapper()
                .convertValue(
                        browser.eval("JSON.parse(document.getElementById('data').textContent)." + what
                                + ".map(x => x.name)"),
                        JsonDocument.mapper().getTypeFactory().constructCollectionType(List.class, String.class));
    }

    private static String segment(String name) {
        return thing("s", names("segments"), name);
    }

    private static String node(String name) {
        return thing("n", names("nodes"), name);
    }

    private static long bytesShown() {
        return browser.eval("+document.querySelector('#details .big').dataset.bytes")
                .asLong();
    }

    @Test
    void aClickedSegmentTellsWhatPassedAndWhoCountsIt() throws IOException {
        NetworkView view = Views.thirty();
        open(view);
        SortedMap<String, SegmentVolume.Passed> passed =
                view.volume().orElseThrow().segments();

        browser.click(segment("floor2") + " .b");
        assertThat(bytesShown()).isEqualTo(passed.get("floor2").totalBytes());
        assertThat(browser.text(DETAILS))
                .contains("floor2", "switched", "Counted by", "desk21", "10.1.1.2:40122", "Probes' health", "alive");

        browser.click(segment("uplink-w") + " .l");
        assertThat(bytesShown()).isEqualTo(passed.get("uplink-w").totalBytes());

        browser.click(segment("floor1") + " .b");
        assertThat(browser.text(DETAILS)).contains("Nobody sees", "desk11", "desk12");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aClickedNodeTellsOfItsProbes() throws IOException {
        open(Views.thirty());

        browser.click(node("east") + " .f");
        assertThat(browser.text(DETAILS)).contains("east", "Probe", "pmacctd", "reports to", "uplink-e", "Interfaces");
        browser.click(node("core1") + " .f");
        assertThat(browser.text(DETAILS)).contains("Collector", "udp port 9995", "takes the records of");
        browser.press("Escape");
        assertThat(browser.text(DETAILS)).contains("Choose a node");
    }

    @Test
    void theSliderGoesThroughTime() throws IOException {
        NetworkView view = Views.sample("three-node-lan");
        open(view);
        SegmentVolume.Passed passed = view.volume().orElseThrow().segments().get("lan0");
        browser.click(segment("lan0") + " .b");

        browser.eval("document.getElementById('step').focus()");
        browser.press("ArrowRight");
        browser.press("ArrowRight");
        assertThat(bytesShown()).isEqualTo(passed.bytes()[1]);
        assertThat(browser.text("document.getElementById('when').textContent"))
                .contains("2025-11-24 16:00:10 \u2013 16:00:20 UTC");
        assertThat(browser.text("document.getElementById('step').getAttribute('aria-valuetext')"))
                .contains("16:00:10");
        browser.press("Home");
        assertThat(bytesShown()).isEqualTo(passed.totalBytes());
    }

    @Test
    void whatIsSearchedForIsFound() throws IOException {
        open(Views.campus(300));

        browser.click("#search");
        browser.type("host14");
        assertThat(browser.text("document.getElementById('found').textContent")).isEqualTo("11 found");
        assertThat(browser.eval("document.querySelectorAll('#nodes .hit').length")
                        .asInt())
                .isEqualTo(11);
        browser.press("Enter");
        assertThat(browser.text(DETAILS)).startsWith("host14host");
        browser.eval("document.getElementById('search').value = ''");
        browser.type("10.0.3.");
        assertThat(browser.text("document.getElementById('found').textContent")).endsWith("found");
        browser.press("Escape");
        assertThat(browser.eval("document.querySelectorAll('.hit:not(path)').length")
                        .asInt())
                .isZero();
    }

    @Test
    void everythingIsReachedByKeysAndSaidToAScreenReader() throws IOException {
        open(Views.thirty());
        assertThat(browser.eval("[...document.querySelectorAll('.n[data-i],.s[data-i]')].every(g => g.tabIndex === 0"
                                + " && g.getAttribute('role') === 'button' && g.querySelector('title').textContent)")
                        .asBoolean())
                .isTrue();
        browser.eval("document.getElementById('theme').focus()");
        browser.press("Tab");
        assertThat(browser.text("document.activeElement.outerHTML")).startsWith("<g class=\"s");

        browser.eval("document.querySelector(\"" + node("desk22") + "\").focus()");
        browser.press("ArrowUp");
        assertThat(browser.text("document.activeElement.querySelector('title').textContent"))
                .startsWith("floor2, lan");
        browser.press("ArrowDown");
        String down = browser.text("document.activeElement.querySelector('title').textContent");
        assertThat(down).startsWith("desk2");
        browser.press("Enter");
        assertThat(browser.text(DETAILS)).startsWith(down.substring(0, 6));
        assertThat(browser.text("document.getElementById('details').getAttribute('aria-live')"))
                .isEqualTo("polite");

        JsonNode tree = browser.call("Accessibility.getFullAXTree", Map.of()).path("nodes");
        List<String> told = IntStream.range(0, tree.size())
                .mapToObj(tree::get)
                .filter(n -> n.path("role").path("value").asText().equals("button"))
                .map(n -> n.path("name").path("value").asText())
                .toList();
        assertThat(told)
                .anyMatch(name -> name.startsWith("east, host on several segments, probe on"))
                .anyMatch(name -> name.startsWith("floor1, lan, switched"));
    }

    @Test
    void keysOfTheBrowserStayTheBrowsers() throws IOException {
        open(Views.thirty());
        browser.eval("document.querySelector(\"" + node("desk22") + "\").focus()");
        String look = "document.getElementById('picture').getAttribute('viewBox')";
        String before = browser.text(look);
        String key = "document.activeElement.dispatchEvent(new KeyboardEvent('keydown',"
                + " {key: '-', bubbles: true, cancelable: true, ctrlKey: CTRL}))";
        browser.eval(key.replace("CTRL", "true"));
        assertThat(browser.text(look)).isEqualTo(before);
        browser.eval(key.replace("CTRL", "false"));
        assertThat(browser.text(look)).isNotEqualTo(before);
    }

    @Test
    void namesCanBeReadAtAnyZoomAndDoNotLieOnEachOther() throws IOException {
        open(Views.campus(300));
        String shown = "[...document.querySelectorAll('#nodes text')].filter(t => t.getClientRects().length)";
        for (int zoom = 0; zoom < 6; zoom++) {
            browser.eval("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
            assertThat(browser.eval("Math.min(..." + shown + ".map(t => parseFloat(getComputedStyle(t).fontSize)"
                                    + " * t.getScreenCTM().a))")
                            .asDouble())
                    .isGreaterThan(9.9);
            assertThat(browser.eval("(() => { const all = " + shown + ".map(t => t.getBoundingClientRect()); let n = 0;"
                                    + " all.forEach((a, i) => all.slice(i + 1).forEach(b => { const w = Math.min(a.right,"
                                    + " b.right) - Math.max(a.left, b.left), h = Math.min(a.bottom, b.bottom) -"
                                    + " Math.max(a.top, b.top); if (w > 4 && h > 6) n++; })); return n; })()")
                            .asInt())
                    .isZero();
            browser.click("#farther");
        }
        assertThat(browser.eval(shown + ".length").asInt()).isBetween(1, 200);
        browser.eval("document.querySelector(\"" + node("host77") + "\").focus()");
        assertThat(browser.eval("document.activeElement.querySelector('text').getClientRects().length")
                        .asInt())
                .isPositive();
    }

    @Test
    void whatWasMovedStaysWhereItWasPut() throws IOException {
        NetworkView view = Views.thirty();
        open(view);
        String place = "document.querySelector(\"" + node("west") + "\").getAttribute('transform')";
        String wire = "[...document.querySelectorAll(\"" + segment("uplink-w")
                + " path:not(.hit)\")].map(p => p.getAttribute('d')).join()";
        String before = browser.text(place);
        String wireBefore = browser.text(wire);

        browser.drag(node("west") + " .f", 120, -60);
        String after = browser.text(place);
        assertThat(after).isNotEqualTo(before);
        assertThat(browser.text(wire)).isNotEqualTo(wireBefore);
        assertThat(browser.text(DETAILS)).contains("Choose a node");

        browser.click("#save");
        Positions saved = PositionsFile.read(browser.download("positions.json"));
        assertThat(saved.nodes()).containsKeys("west", "desk11").hasSize(28);
        assertThat(saved.segments()).containsOnlyKeys("floor1", "floor2", "floor3");

        open(new Picture(view, saved, Optional.empty()));
        assertThat(browser.text(place).replaceAll("[^0-9.-]+", " ")).isEqualTo(after.replaceAll("[^0-9.-]+", " "));
    }

    @Test
    void nothingIsAskedOfAnybody() throws IOException {
        open(Views.thirty());
        assertThat(browser.requests()).allMatch(address -> address.startsWith("file:") || address.startsWith("data:"));
        assertThat(browser.requests().stream().filter(address -> address.startsWith("file:")))
                .hasSize(1);
        browser.eval("addEventListener('securitypolicyviolation', e => { window.refused = e.violatedDirective; })");
        browser.eval("fetch('http://127.0.0.1:9/').catch(() => 0)");
        browser.await("window.refused === 'connect-src'");
    }

    @Test
    void namesAreNoMarkup() throws IOException {
        List<String> names = List.of(
                "<img src=x onerror=document.title='taken'>",
                "\"'`&amp;",
                "</script><b>",
                "\u05d0\u05d1\u05d2",
                "a\u202eb");
        open(Views.named("</title><script>document.title='taken'</script>", names));

        for (String name : names) {
            browser.click(node(name) + " .f");
            assertThat(browser.text("document.querySelector('#details h2').textContent"))
                    .isEqualTo(name.replace("\u202e", "\\u202e"));
        }
        assertThat(browser.text("document.title")).contains("</title>").doesNotStartWith("taken");
        assertThat(browser.eval(
                                "document.querySelectorAll('#details img, #details script, b:not(#sums b):not(#details b)')"
                                        + ".length")
                        .asInt())
                .isZero();
        assertThat(browser.eval("document.querySelectorAll('script').length").asInt())
                .isEqualTo(2);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void threeHundredNodesAreDrawnAtOnce() throws IOException {
        open(Views.sample("three-node-lan"));
        for (NetworkView view : List.of(Views.campus(300), Views.mesh(300, 420), Views.oneLan(300))) {
            long best = Long.MAX_VALUE;
            for (int i = 0; i < 3; i++) {
                open(view);
                browser.eval("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
                best = Math.min(
                        best,
                        browser.eval("document.documentElement.dataset.drawn").asLong());
            }
            System.out.println(view.title() + ", 300 nodes: drawn " + best + " ms after the page was asked for");
            assertThat((double) best).isLessThan(GENEROUS_MILLIS);
        }
    }

    @Test
    void darkAndLightAndPaper() throws IOException {
        open(Views.thirty());
        String ground = "getComputedStyle(document.body).backgroundColor";
        String light = browser.text(ground);
        browser.click("#theme");
        String dark = browser.text(ground);
        assertThat(dark).isNotEqualTo(light);
        browser.click("#theme");
        browser.dark(true);
        assertThat(browser.text(ground)).isEqualTo(light);
        browser.eval("delete document.documentElement.dataset.theme");
        assertThat(browser.text(ground)).isEqualTo(dark);

        browser.paper(true);
        assertThat(browser.text(ground)).isEqualTo("rgb(255, 255, 255)");
        assertThat(browser.text("getComputedStyle(document.getElementById('tools')).display"))
                .isEqualTo("none");
        assertThat(browser.eval("document.getElementById('unseen').getClientRects().length")
                        .asInt())
                .isPositive();
        browser.paper(false);
    }

    @Test
    void aLivePageAsksAgainWhereItCameFrom() throws IOException {
        NetworkView first = Views.sample("three-node-lan");
        NetworkView later = new NetworkView(
                first.title(),
                first.kind(),
                first.topology(),
                first.plan(),
                first.health(),
                Optional.of(Views.volume(List.of("lan0"), 40)),
                first.notes());
        AtomicReference<NetworkView> now = new AtomicReference<>(first);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Picture picture = new Picture(now.get(), Positions.NONE, Optional.of(Duration.ofMillis(300)));
            boolean numbers = exchange.getRequestURI().toString().equals("/word/data.json?a=b");
            byte[] body = (numbers ? JsonDocument.text(PictureDocument.of(picture)) : PicturePage.of(picture))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", numbers ? "application/json" : "text/html");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            browser.open("http://127.0.0.1:" + server.getAddress().getPort() + "/word/?a=b");
            browser.click(segment("lan0") + " .b");
            browser.await("document.querySelector('#details .big')");
            assertThat(bytesShown())
                    .isEqualTo(
                            first.volume().orElseThrow().segments().get("lan0").totalBytes());
            now.set(later);
            long bytes = later.volume().orElseThrow().segments().get("lan0").totalBytes();
            browser.await("document.querySelector('#details .big').dataset.bytes === '" + bytes + "'");
            assertThat(browser.eval("+document.getElementById('step').max").asInt())
                    .isEqualTo(40);
            assertThat(browser.requests())
                    .allMatch(address -> address.contains("/word/") || address.startsWith("data:"));
        } finally {
            server.stop(0);
        }
        browser.await("document.getElementById('live').classList.contains('lost')");
    }
}
