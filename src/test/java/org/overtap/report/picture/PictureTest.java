package org.overtap.report.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.overtap.lifecycle.view.NetworkView;
import org.overtap.lifecycle.view.SegmentVolume;
import org.overtap.report.picture.layout.Positions;
import org.overtap.report.picture.layout.PositionsFile;
import org.overtap.topology.TopologyException;
import org.overtap.topology.file.JsonDocument;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class PictureTest {
    private static final List<String> HOSTILE = List.of(
            "</script><script>alert(1)</script>",
            "]]>\"'&<!--",
            "\u05d0\u05d1\u05d2",
            "a\u202eb",
            "tab\u2028line",
            "\u4e2d\u6587",
            "\\N\\\"");
    private static final Pattern DATA = Pattern.compile("id=\"data\">(.*?)</script>", Pattern.DOTALL);

    @TempDir
    Path folder;

    static Map<String, Supplier<NetworkView>> views() {
        Map<String, Supplier<NetworkView>> all = new LinkedHashMap<>();
        for (String sample :
                List.of("three-node-lan", "two-offices", "shared-shaper", "exporting-switch", "mixed-lan")) {
            all.put(sample, () -> Views.sample(sample));
        }
        all.put("thirty", Views::thirty);
        all.put("campus", () -> Views.campus(300));
        all.put("mesh", () -> Views.mesh(120, 160));
        all.put("ring", () -> Views.ring(8));
        all.put("hundred parallel links", () -> Views.parallel(100));
        all.put("a LAN of 300", () -> Views.oneLan(300));
        all.put("no edges", () -> Views.withoutEdges(9));
        all.put("one node", () -> Views.withoutEdges(1));
        all.put("nothing", () -> Views.withoutEdges(0));
        all.put("hostile names", () -> Views.named("</title><b>", HOSTILE));
        all.put("segments alone", PictureTest::segmentsAlone);
        all.put("a plan alone", PictureTest::planAlone);
        return all;
    }

    static Stream<String> names() {
        return views().keySet().stream();
    }

    private static NetworkView segmentsAlone() {
        NetworkView whole = Views.thirty();
        return new NetworkView(
                "d", "dataset", Optional.empty(), Optional.empty(), List.of(), whole.volume(), List.of("a note"));
    }

    private static NetworkView planAlone() {
        NetworkView whole = Views.thirty();
        return new NetworkView(
                "p", "plan", Optional.empty(), whole.plan(), whole.health(), Optional.empty(), List.of());
    }

    private static Picture picture(String name) {
        return new Picture(views().get(name).get());
    }

    private static Element parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getDocumentElement();
    }

    private static List<Element> elements(Element root, String tag, String classWord) {
        NodeList found = root.getElementsByTagName(tag);
        List<Element> all = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            Element element = (Element) found.item(i);
            if (Arrays.asList(element.getAttribute("class").split(" ")).contains(classWord)) {
                all.add(element);
            }
        }
        return all;
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.replaceAll("[^0-9.-]+", " ")
                        .replace("-", " -")
                        .trim()
                        .split(" +"))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static JsonNode data(String page) throws Exception {
        Matcher found = DATA.matcher(page);
        assertThat(found.find()).isTrue();
        return JsonDocument.mapper().readTree(found.group(1));
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyNodeHasAPlaceOfItsOwnInsideThePicture(String name) throws Exception {
        Picture picture = picture(name);
        Element svg = parsed(PictureSvg.of(picture));
        double[] box = numbers(svg.getAttribute("viewBox"));
        List<double[]> places = elements(svg, "g", "n").stream()
                .map(g -> numbers(g.getAttribute("transform")))
                .toList();

        int nodes = picture.view().topology().map(t -> t.nodes().size()).orElse(places.size());
        assertThat(places).hasSize(nodes).allSatisfy(p -> {
            assertThat(p[0]).isBetween(box[0] + 10, box[0] + box[2] - 10);
            assertThat(p[1]).isBetween(box[1] + 10, box[1] + box[3] - 10);
        });
        double least = Double.MAX_VALUE;
        for (int i = 0; i < places.size(); i++) {
            for (int j = 0; j < i; j++) {
                least = Math.min(
                        least, Math.hypot(places.get(i)[0] - places.get(j)[0], places.get(i)[1] - places.get(j)[1]));
            }
        }
        assertThat(least).isGreaterThan(18);
        assertThat(elements(svg, "rect", "b")).allSatisfy(bar -> {
            double left = Double.parseDouble(bar.getAttribute("x"));
            assertThat(left).isGreaterThanOrEqualTo(box[0]);
            assertThat(left + Double.parseDouble(bar.getAttribute("width"))).isLessThanOrEqualTo(box[0] + box[2]);
        });
        assertThat(elements(svg, "g", "s")).allSatisfy(g -> {
            assertThat(g.getAttribute("tabindex")).isEqualTo("0");
            assertThat(g.getAttribute("role")).isEqualTo("button");
            assertThat(g.getElementsByTagName("title").item(0).getTextContent()).isNotBlank();
        });
    }

    @ParameterizedTest
    @MethodSource("names")
    void theSameViewIsAlwaysDrawnTheSame(String name) {
        assertThat(PicturePage.of(picture(name))).isEqualTo(PicturePage.of(picture(name)));
        assertThat(PictureDot.of(picture(name))).isEqualTo(PictureDot.of(picture(name)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aPageHasOneScriptAndItsDataAndMayAskNobody(String name) throws Exception {
        Picture picture = picture(name);
        String page = PicturePage.of(picture);

        assertThat(page.split("<script", -1)).hasSize(3);
        assertThat(page.split("</script", -1)).hasSize(3);
        assertThat(data(page))
                .isEqualTo(JsonDocument.mapper()
                        .readTree(PictureDocument.of(picture).toString()));
        assertThat(page)
                .contains("default-src 'none'", "form-action 'none'")
                .doesNotContain("connect-src", "unsafe-inline", "http://127", "https://");
        String live = PicturePage.of(new Picture(picture.view(), Positions.NONE, Optional.of(Duration.ofMillis(300))));
        assertThat(live).contains("connect-src 'self'", "data-live=");
    }

    @Test
    void namesStayWhatTheyAre() throws Exception {
        Picture picture = picture("hostile names");
        Element svg = parsed(PictureSvg.of(picture));
        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
        assertThat(elements(svg, "g", "n").stream()
                        .map(g -> g.getElementsByTagName("text").item(0).getTextContent()))
                .contains("]]>\"'&<!--", "\u05d0\u05d1\u05d2", "a\\u202eb", "tab\\u2028line");
        assertThat(elements(svg, "g", "n").stream()
                        .map(g -> g.getElementsByTagName("title").item(0).getTextContent()))
                .anyMatch(title -> title.startsWith("\u2068\u05d0\u05d1\u05d2\u2069, host"));
        String page = PicturePage.of(picture);
        assertThat(page).doesNotContain("\u202e", "\u2028", "</title><b>");
        assertThat(data(page).path("nodes").findValuesAsText("name")).containsAll(HOSTILE);
        assertThat(PictureDot.of(picture))
                .contains("label=\"]]>\\\"'&<!--\"", "label=\"\\\\N\\\\\\\"\"")
                .doesNotContain("\u202e");
    }

    @Test
    void whatNobodySeesIsRedAndNamed() throws Exception {
        Picture picture = picture("thirty");
        Element svg = parsed(PictureSvg.of(picture));

        assertThat(elements(svg, "g", "u").stream().map(g -> g.getElementsByTagName("title")
                        .item(0)
                        .getTextContent()
                        .split(",")[0]))
                .containsExactlyInAnyOrder("floor1", "to-web");
        assertThat(elements(svg, "path", "u")).hasSize(5);
        assertThat(PicturePage.of(picture))
                .contains("Nobody sees 7 conversations", "<li>desk11 \u2194 desk12 on floor1</li>");
        assertThat(PictureDot.of(picture)).contains("// nobody sees desk11 <-> desk12 on floor1");
        assertThat(PicturePage.of(picture("two-offices"))).contains("Everything is seen");
        assertThat(PicturePage.of(picture("segments alone"))).contains("nothing planned", "No topology", "a note");
    }

    @Test
    void pagesAreSmall() {
        assertThat(bytes(PicturePage.of(picture("three-node-lan")))).isLessThan(60_000);
        for (NetworkView view : List.of(Views.campus(300), Views.oneLan(300), Views.mesh(300, 420))) {
            assertThat(bytes(PicturePage.of(new Picture(view)))).isLessThan(500_000);
        }
        assertThat(bytes(PicturePage.of(new Picture(Views.campus(2_100))))).isLessThan(500_000);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void aVeryLargeNetworkIsDrawnInPartsAndThePageSaysSo() throws Exception {
        NetworkView view = Views.campus(6_000);
        String page = PicturePage.of(new Picture(view));
        JsonNode data = data(page);

        assertThat(page).contains("<h2>Overview</h2>", "6,000 nodes");
        int stands = 0;
        long inside = 0;
        for (JsonNode node : data.path("nodes")) {
            stands += node.path("part").path("nodes").asInt();
            inside += node.path("part").path("segments").asInt();
        }
        assertThat(data.path("nodes").size()).isBetween(20, 90);
        assertThat(stands).isEqualTo(6_000);
        JsonNode overview = data.path("overview");
        assertThat(overview.path("nodes").asInt()).isEqualTo(6_000);
        assertThat(overview.path("drawn").path("inside").asLong()).isEqualTo(inside);
        assertThat(overview.path("drawn").path("between").asLong() + inside)
                .isEqualTo(view.topology().orElseThrow().segments().size());
        long lans = view.topology().orElseThrow().segments().stream()
                .filter(segment -> segment.members().size() > 8)
                .count();
        assertThat(overview.path("segmentsByNodes"))
                .anySatisfy(row -> assertThat(row.toString()).startsWith("[\"9\u201316\"," + lans + ","));
        assertThat(overview.path("largestSegments").get(0).get(1).asInt()).isEqualTo(16);
        for (String written : List.of(page, PictureSvg.of(new Picture(view)), PictureDot.of(new Picture(view)))) {
            assertThat(written).contains("too many to be drawn one by one: this is an overview");
        }
        assertThat(PicturePage.of(new Picture(Views.campus(600)))).doesNotContain("<h2>Overview</h2>");
    }

    @Test
    void stepsAreTakenTogetherAndNothingIsLost() throws Exception {
        NetworkView plain = Views.oneLan(9);
        NetworkView long500 = new NetworkView(
                "t",
                "dataset",
                plain.topology(),
                plain.plan(),
                List.of(),
                Optional.of(Views.volume(List.of("lan0", "elsewhere"), 500)),
                List.of());
        JsonNode volume = data(PicturePage.of(new Picture(long500))).path("volume");
        long[] all = long500.volume().orElseThrow().segments().get("lan0").bytes();

        assertThat(volume.path("steps").asInt()).isBetween(100, 240);
        assertThat(volume.path("steps").asInt() * volume.path("everyMicros").asLong())
                .isGreaterThanOrEqualTo(500 * 10_000_000L);
        long sum = 0;
        for (JsonNode step : volume.path("segments")
                .get(data(PicturePage.of(new Picture(long500)))
                        .path("segments")
                        .findValuesAsText("name")
                        .indexOf("lan0"))
                .path("bytes")) {
            sum += step.asLong();
        }
        assertThat(sum).isEqualTo(Arrays.stream(all).sum());
    }

    @Test
    void ofVeryManyNotesThePageHasTheFirst() throws Exception {
        List<String> notes =
                IntStream.range(0, 5_000).mapToObj(i -> "outage " + i).toList();
        NetworkView plain = Views.sample("three-node-lan");
        String page = PicturePage.of(new Picture(
                new NetworkView("t", "dataset", plain.topology(), plain.plan(), List.of(), Optional.empty(), notes)));
        assertThat(page).contains("outage 99<", " more notes").doesNotContain("outage 100<", "outage 100\"");
        assertThat(bytes(page)).isLessThan(60_000);
    }

    @Test
    void whatIsTakenTogetherStaysAtTheLargestNumber() throws Exception {
        NetworkView plain = Views.campus(2_100);
        SortedMap<String, SegmentVolume.Passed> most = new TreeMap<>();
        plain.topology()
                .orElseThrow()
                .segments()
                .forEach(segment -> most.put(
                        segment.name(),
                        new SegmentVolume.Passed(
                                new long[] {Long.MAX_VALUE}, new long[] {1}, Long.MAX_VALUE, 1, 1, List.of())));
        JsonNode data = data(PicturePage.of(new Picture(new NetworkView(
                "t",
                "dataset",
                plain.topology(),
                plain.plan(),
                List.of(),
                Optional.of(new SegmentVolume(Views.FIRST, 1_000_000, 1, most)),
                List.of()))));
        assertThat(data.path("volume").path("segments"))
                .allSatisfy(its -> assertThat(its.path("totalBytes").asLong(Long.MAX_VALUE))
                        .isEqualTo(Long.MAX_VALUE));
        assertThat(data.path("volume").path("segments"))
                .allSatisfy(its -> assertThat(its.path("bytes").path(0).asLong(Long.MAX_VALUE))
                        .isEqualTo(Long.MAX_VALUE));
    }

    @Test
    void thingsStandWhereTheUserPutThem() throws Exception {
        Path file = folder.resolve("positions.json");
        Positions chosen = new Positions(
                Map.of("n1", new Positions.Place(-400, 77.5), "gone", new Positions.Place(9_999, 9_999)),
                Map.of("lan0", new Positions.Place(30, -200)));
        JsonDocument.write(file, PositionsFile.document(chosen));
        assertThat(PositionsFile.read(file)).isEqualTo(chosen);

        Picture picture = new Picture(Views.sample("three-node-lan"), PositionsFile.read(file), Optional.empty());
        Element svg = parsed(PictureSvg.of(picture));
        assertThat(numbers(elements(svg, "g", "n").get(0).getAttribute("transform")))
                .containsExactly(-400, 77.5);
        double[] box = numbers(svg.getAttribute("viewBox"));
        assertThat(box[0]).isLessThan(-400);
        assertThat(box[0] + box[2]).isLessThan(1_000);
        assertThat(elements(svg, "rect", "b").get(0).getAttribute("y")).isEqualTo("-211");
    }

    @Test
    void aFileThatHoldsNoPositionsIsRefusedInWords() throws Exception {
        Path file = folder.resolve("positions.json");
        Files.writeString(file, "{\"schema\":\"overtap/positions/1\",\"nodes\":{\"n1\":{\"x\":1e9,\"y\":0}}}");
        assertThatThrownBy(() -> PositionsFile.read(file))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("positions.json:1:")
                .hasMessageContaining("between -1000000 and 1000000");
        Files.writeString(file, "{\"schema\":\"overtap/plan/1\"}");
        assertThatThrownBy(() -> PositionsFile.read(file))
                .isInstanceOf(TopologyException.class)
                .hasMessageContaining("overtap/positions/1");
    }
}
