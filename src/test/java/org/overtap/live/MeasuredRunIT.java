package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.browser.Browser;
import org.overtap.topology.file.JsonDocument;

/**
 * What was sent on a lab, in runs that were named, with a probe that died in the middle: the same wherever it is read
 * from, and still there when the overlay is gone.
 */
@Tag("live")
@Order(3)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MeasuredRunIT {
    @TempDir
    static Path home;

    private static LiveLab lab;
    private static SentTraffic traffic;

    @BeforeAll
    static void labUp() {
        Live.requirePrograms("perl", "nfdump", "sha256sum");
        lab = LiveLab.up(home, "measured", "overtap/measured", "sample-topologies/three-node-lan/experiment.ns");
        traffic = new SentTraffic(lab);
        traffic.take();
    }

    @AfterAll
    static void labDown() {
        if (lab != null) {
            lab.close();
        }
    }

    private static void done(Live.Ended ended) {
        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
    }

    private static Path flows() {
        return home.resolve("flows");
    }

    private static Path set() {
        return home.resolve("set");
    }

    /** Flows, packets and bytes as a dataset's numbers tell them. */
    private static List<Long> numbers(JsonNode made) {
        return List.of(
                made.path("flows").asLong(),
                made.path("packets").asLong(),
                made.path("bytes").asLong());
    }

    private static List<Long> flows(int flows, int packets) {
        return List.of((long) flows, (long) packets, (long) packets * (SentTraffic.PAYLOAD + SentTraffic.HEADERS));
    }

    private static Live.Ended here(String... words) {
        return Live.overtap(home, words);
    }

    @Test
    @Order(1)
    void whatIsSentIsInADatasetOnceAndWhatTestedTheOverlayIsNot() throws Exception {
        done(lab.quick("run"));
        traffic.send("n1", "n2", 6001, 20);
        done(lab.overtap("mark", "warm-up", "start"));
        traffic.send("n2", "n3", 6002, 30);
        done(lab.overtap("mark", "warm-up", "stop"));
        Live.Ended twice = lab.overtap("mark", "warm-up", "start");
        assertThat(twice.code()).isEqualTo(2);
        assertThat(twice.err()).contains("warm-up was started already");
        // What a probe still holds dies with it: flows of 3 s ago were told by now.
        Thread.sleep(6000);
        lab.onNode("n1", "kill -9 -$(cut -d' ' -f1 /var/tmp/overtap-*/probe-1/pid)");
        done(lab.quick("deploy"));
        traffic.send("n3", "n1", 6003, 40);

        Live.Ended made = lab.overtap(
                "dataset", "--wait", "--to", flows().toString(), "-o", set().toString(), "--format", "json");
        done(made);
        JsonNode numbers = LiveLab.json(made);
        assertThat(numbers(numbers)).isEqualTo(flows(3, 90));
        assertThat(numbers.path("duplicates").asInt(-1)).isZero();
        assertThat(numbers.path("others").asInt()).as("n1 to n2, as n2 saw it").isPositive();
        assertThat(numbers.path("tests").asInt()).isPositive();
        assertThat(numbers.path("early").asInt(-1)).isZero();
        assertThat(numbers.path("foreign").asInt(-1)).isZero();
        assertThat(numbers.path("unread").asInt(-1)).isZero();
    }

    @Test
    @Order(2)
    void theDatasetTellsWhatMustBeKnownAndIsWhole() throws Exception {
        JsonNode manifest =
                JsonDocument.mapper().readTree(set().resolve("dataset.json").toFile());
        assertThat(manifest.path("runs").findValuesAsText("name")).containsExactly("warm-up");
        assertThat(manifest.path("outages").findValuesAsText("node")).containsExactly("n1");
        assertThat(manifest.path("probes").findValuesAsText("version"))
                .isNotEmpty()
                .allMatch(version -> version.contains("pmacctd"));
        JsonNode probes = manifest.path("probes");
        assertThat(probes.findValuesAsText("node")).containsExactly("n1", "n2");
        assertThat(probes.get(0).has("received"))
                .as("what it counted before it died is not known")
                .isFalse();
        assertThat(probes.get(1).path("received").asInt()).isGreaterThanOrEqualTo(50);
        assertThat(probes.get(1).path("dropped").asInt(-1)).isZero();
        assertThat(probes.get(1).has("exported")).as("pmacctd does not tell").isFalse();
        assertThat(manifest.path("clocks").findValuesAsText("node")).contains("n1", "n2", "n3");
        Live.Ended sums =
                Live.run(home, List.of("sh", "-c", "cd \"$1\" && sha256sum -c SHA256SUMS", "sh", set().toString()));
        done(sums);
    }

    /** As flows tells of all, or of one run. */
    private static List<Long> total(Live.Ended flows) throws Exception {
        done(flows);
        return numbers(LiveLab.json(flows).path("summary"));
    }

    @Test
    @Order(3)
    void theSameIsReadFromTheNodesFromTheFolderAndFromTheDataset() throws Exception {
        assertThat(List.of(
                        total(lab.overtap("flows", "--format", "json")),
                        total(here("flows", flows().toString(), "--format", "json")),
                        total(here("flows", set().toString(), "--format", "json"))))
                .containsOnly(flows(3, 90));
        assertThat(List.of(
                        total(lab.overtap("flows", "--run", "warm-up", "--format", "json")),
                        total(here("flows", flows().toString(), "--run", "warm-up", "--format", "json")),
                        total(here("flows", set().toString(), "--run", "warm-up", "--format", "json"))))
                .containsOnly(flows(1, 30));
    }

    private static JsonNode drawn(Path file) throws Exception {
        return JsonDocument.mapper().readTree(file.toFile());
    }

    @Test
    @Order(4)
    void thePictureShowsTheSameWhereverItIsReadFrom() throws Exception {
        Path onNodes = home.resolve("nodes.json");
        Path inFolder = home.resolve("folder.json");
        Path inDataset = home.resolve("dataset.json");
        done(lab.overtap("view", "-o", onNodes.toString()));
        done(here("view", flows().toString(), "-o", inFolder.toString()));
        done(here("view", set().toString(), "-o", inDataset.toString()));
        long bytes = 90L * (SentTraffic.PAYLOAD + SentTraffic.HEADERS);
        assertThat(List.of(
                        ServedPicture.bytes(drawn(onNodes), "lan0"),
                        ServedPicture.bytes(drawn(inFolder), "lan0"),
                        ServedPicture.bytes(drawn(inDataset), "lan0")))
                .containsOnly(bytes);
        assertThat(drawn(onNodes).path("kind").asText()).isEqualTo("deployment");
        assertThat(drawn(onNodes).path("health"))
                .hasSize(3)
                .allMatch(health -> health.path(4).asText().equals("alive"));
        assertThat(drawn(onNodes).path("notes").toString()).contains("outage: probe-1 on n1");
        assertThat(drawn(inDataset).path("notes").toString()).contains("outage: probe-1 on n1");

        Live.Ended followed = lab.overtap("flows", "--follow", "--for", "1s", "--format", "json");
        done(followed);
        assertThat(LiveLab.json(followed).path("segments").path(0).path("bytes").asLong())
                .isEqualTo(bytes);
    }

    @Test
    @Order(5)
    void aPageOfTheDatasetTellsTheBytesOfTheSegmentThatIsClicked() throws Exception {
        Path page = home.resolve("set.html");
        done(here("view", set().toString(), "-o", page.toString()));
        try (Browser browser = Browser.start()) {
            browser.open(page);
            browser.await("document.documentElement.dataset.drawn");
            browser.click("#segments > g");
            browser.await("document.querySelector('#details [data-bytes]')");
            assertThat(browser.text("document.querySelector('#details [data-bytes]').dataset.bytes"))
                    .isEqualTo("" + 90 * (SentTraffic.PAYLOAD + SentTraffic.HEADERS));
            assertThat(browser.text("document.getElementById('details').textContent"))
                    .contains("lan0", "18,000 bytes", "90 packets, 3 flows", ":6003 (n3)");
            assertThat(browser.requests()).allMatch(asked -> asked.startsWith("file:") || asked.startsWith("data:"));
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    @Order(7)
    void itIsServedLiveToWhoHasTheAddressUntilItIsEnded() throws Exception {
        try (ServedPicture picture = ServedPicture.of(lab)) {
            assertThat(picture.ask("/")).startsWith("HTTP/1.1 404 ");
            assertThat(picture.ask("/data.json")).startsWith("HTTP/1.1 404 ");
            assertThat(picture.ask(picture.way())).startsWith("HTTP/1.1 200 ").contains("no-store", "<!doctype html>");
            assertThat(ServedPicture.bytes(picture.numbers(), "lan0"))
                    .isEqualTo(90L * (SentTraffic.PAYLOAD + SentTraffic.HEADERS));
            traffic.send("n1", "n3", 6005, 10);
            long all = 100L * (SentTraffic.PAYLOAD + SentTraffic.HEADERS);
            ServedPicture.until(() -> ServedPicture.bytes(picture.numbers(), "lan0") == all);
            assertThat(picture.end()).contains("overtap: ended: the picture of " + lab.source());
        }
        assertThat(lab.overtap("status").code()).isZero();
    }

    @Test
    @Order(8)
    void sharedItTellsNoAddressAndNoName() throws Exception {
        Path shared = home.resolve("shared");
        done(here(
                "dataset",
                set().toString(),
                "-o",
                shared.toString(),
                "--anonymise",
                "--key",
                home.resolve("key").toString()));
        try (Stream<Path> files = Files.walk(shared)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
                assertThat(bytes + shared.relativize(file))
                        .doesNotContain("overtap/measured", "lan0", "172.31.", "10.1.1.", "warm-up");
            }
        }
    }

    @Test
    @Order(9)
    void whatDoesNotFitIsRefused() {
        Live.Ended again = here("dataset", flows().toString(), "-o", set().toString());
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains(set().toString(), "has something in it");
        assertThat(here("dataset", flows().toString(), "-o", home.resolve("x").toString(), "--anonymise")
                        .code())
                .isEqualTo(2);
        assertThat(here("dataset", flows().toString(), "-o", home.resolve("x").toString(), "--run", "none")
                        .code())
                .isEqualTo(2);
        assertThat(home.resolve("x")).doesNotExist();
    }

    private static JsonNode asked(Path dataset, String pattern) throws Exception {
        Live.Ended ended = here(
                "flows",
                dataset.toString(),
                "--ask",
                pattern,
                "--format",
                "json",
                "--threshold",
                pattern.equals("beacons") ? "chance=0.001" : "ports=15");
        done(ended);
        return LiveLab.json(ended);
    }

    @Test
    @Order(10)
    void withoutAScanAndABeaconNoneIsFound() throws Exception {
        assertThat(asked(set(), "scans").path("found").asInt(-1)).isZero();
        JsonNode beacons = asked(set(), "beacons");
        assertThat(beacons.path("found").asInt(-1)).isZero();
        assertThat(beacons.path("sufficient").asBoolean(true)).isFalse();
    }

    /** Who cannot be entered is named, and what was brought before he fell silent is not lost. */
    @Test
    @Order(6)
    void aNodeThatDoesNotAnswerIsSaidAndWhatIsHereIsRead() throws Exception {
        traffic.refuseLogins("n1");
        Live.Ended probe = lab.overtap("flows", "--format", "json");
        traffic.takeLogins("n1");
        assertThat(total(probe)).as("its records are where it sent them").isEqualTo(flows(3, 90));
        assertThat(probe.err()).contains("no answer from n1");

        traffic.refuseLogins("n3");
        Live.Ended flows = lab.overtap("flows");
        Live.Ended part = lab.overtap("dataset", "-o", home.resolve("part").toString(), "--format", "json");
        Live.Ended elsewhere = lab.overtap(
                "dataset",
                "--to",
                home.resolve("elsewhere").toString(),
                "-o",
                home.resolve("none").toString());
        traffic.takeLogins("n3");
        assertThat(flows.code()).isEqualTo(1);
        assertThat(flows.err()).contains("n3", "what was brought before is in " + flows());
        assertThat(part.code()).as(part.err()).isEqualTo(3);
        assertThat(numbers(LiveLab.json(part))).isEqualTo(flows(3, 90));
        assertThat(part.err()).contains("the dataset has what is in " + flows());
        assertThat(part.out()).contains("cannot log in on n3");
        assertThat(elsewhere.code()).isEqualTo(1);
        assertThat(elsewhere.err()).contains("n3", "what was brought before is in " + flows());
        assertThat(home.resolve("none")).doesNotExist();
    }

    @Test
    @Order(11)
    void afterTeardownAllOfItIsStillThereAndAScanAndABeaconAreFound() throws Exception {
        traffic.scan("n1", "n2");
        traffic.beat("n3", "n2");
        // What a probe was not given yet is not lost by its end.
        traffic.send("n1", "n3", 6004, 10);
        done(lab.overtap("teardown", "--to", flows().toString()));
        Path last = home.resolve("last");
        Live.Ended made = here("dataset", flows().toString(), "-o", last.toString(), "--format", "json");
        done(made);
        List<Long> wanted = flows(5 + 12, 110 + 12);
        assertThat(numbers(LiveLab.json(made)))
                .as("and 20 times a SYN of 60 bytes, and an answer of 40")
                .containsExactly(wanted.get(0) + 40, wanted.get(1) + 40, wanted.get(2) + 20 * (60 + 40));

        JsonNode scans = asked(last, "scans");
        assertThat(scans.path("found").asInt()).isOne();
        JsonNode scan = scans.path("findings").path(0);
        assertThat(List.of(
                        scan.path("kind").asText(),
                        scan.path("src_node").asText(),
                        scan.path("dst_node").asText()))
                .containsExactly("vertical", "n1", "n2");
        assertThat(scan.path("ports").asInt()).isEqualTo(20);
        assertThat(scan.path("unanswered").asInt(-1)).isZero();

        JsonNode beacons = asked(last, "beacons");
        assertThat(beacons.path("found").asInt()).isOne();
        JsonNode beacon = beacons.path("findings").path(0);
        assertThat(List.of(
                        beacon.path("src_node").asText(),
                        beacon.path("dst_node").asText()))
                .containsExactly("n3", "n2");
        assertThat(beacon.path("dst_port").asInt()).isEqualTo(5001);
        assertThat(beacon.path("beats").asInt()).isEqualTo(12);
        assertThat(beacon.path("period").asDouble()).isBetween(0.45, 0.55);
        assertThat(beacon.path("segments").path(0).asText()).isEqualTo("lan0");
    }
}
