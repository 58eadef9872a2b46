package org.overtap.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.cli.Main;
import org.overtap.record.query.MadeDatasets;
import org.overtap.record.query.MadeFlows;
import org.overtap.record.table.Column;
import org.overtap.topology.file.JsonDocument;

/** {@code overtap view} of what needs no testbed. */
class ViewCommandTest {
    private static final String SAMPLE = "sample-topologies/three-node-lan";
    private static final MadeFlows FLOWS = MadeFlows.random(21, 800);

    @TempDir
    static Path shared;

    @TempDir
    Path home;

    private record Ran(int code, String out, String err) {}

    @BeforeAll
    static void write() throws Exception {
        MadeDatasets.write(shared.resolve("ds"), FLOWS);
    }

    private static Ran run(Object... words) {
        List<String> args = new ArrayList<>(List.of("view"));
        for (Object word : words) {
            args.add(word.toString());
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(args.toArray(String[]::new), new PrintWriter(out), new PrintWriter(err));
        return new Ran(code, out.toString(), err.toString());
    }

    private JsonNode shown(Object... words) throws Exception {
        Path file = home.resolve("shown.json");
        List<Object> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("-o", file));
        Ran ran = run(all.toArray());
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).startsWith(file + ": ");
        return JsonDocument.mapper().readTree(file.toFile());
    }

    private static List<String> names(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(its -> its.path("name").asText())
                .toList();
    }

    @Test
    void aSampleIsPlannedAndDrawnInEveryFormat() throws Exception {
        JsonNode shown = shown(SAMPLE);
        assertThat(shown.path("kind").asText()).isEqualTo("plan");
        assertThat(names(shown.path("nodes"))).containsExactly("n1", "n2", "n3");
        assertThat(shown.path("plan").path("observed").asInt()).isEqualTo(3);
        Path page = home.resolve("a.html");
        assertThat(run(SAMPLE, "-o", page).out()).isEqualTo(page + ": overtap/three-node-lan (plan)\n");
        assertThat(Files.readString(page))
                .startsWith("<!doctype html>")
                .contains("n2")
                .doesNotContain("http://127");
        Path drawing = home.resolve("a.SVG");
        assertThat(run(SAMPLE, "-o", drawing).code()).isZero();
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(drawing.toFile())
                        .getDocumentElement()
                        .getTagName())
                .isEqualTo("svg");
        Path graph = home.resolve("a.dot");
        assertThat(run(SAMPLE, "-o", graph).code()).isZero();
        assertThat(Files.readString(graph)).contains("graph ").contains("n3");
    }

    @Test
    void itIsPlannedAsIsAsked() throws Exception {
        JsonNode shown = shown(SAMPLE, "--only", "n1");
        assertThat(shown.path("unseen").path("conversations").asInt()).isOne();
        assertThat(shown(SAMPLE, "--mode", "heavyweight")
                        .path("plan")
                        .path("mode")
                        .asText())
                .isEqualTo("heavyweight");
    }

    @Test
    void everySampleCanBeLookedAt() throws Exception {
        try (var folders = Files.list(Path.of("sample-topologies"))) {
            for (Path folder : folders.filter(f -> Files.exists(f.resolve("topology.json")))
                    .sorted()
                    .toList()) {
                Ran ran = run(folder, "-o", home.resolve("s.html"), "--seconds", "1");
                assertThat(ran.code()).as(folder + ": " + ran.err()).isZero();
            }
        }
    }

    @Test
    void aDrawingOfANetworkIsReadAsPlanReadsIt() throws Exception {
        Path edges = Files.writeString(home.resolve("net.edges"), "a b\nb c\nc a\n");
        assertThat(names(shown(edges).path("nodes"))).containsExactly("a", "b", "c");
    }

    /** Branches of a hundred below a root, with cross links. */
    @Test
    void aDrawingOfVeryManyIsAnOverviewOfBoundedSize() throws Exception {
        StringBuilder many = new StringBuilder();
        for (int branch = 0; branch < 120; branch++) {
            many.append("root b").append(branch).append('\n');
            for (int leaf = 0; leaf < 100; leaf++) {
                many.append('b')
                        .append(branch)
                        .append(" x")
                        .append(branch * 100 + leaf)
                        .append('\n');
            }
        }
        for (int leaf = 50; leaf < 12_000; leaf += 100) {
            many.append('x')
                    .append(leaf - 50)
                    .append(" x")
                    .append((leaf + 5_000) % 12_000)
                    .append('\n');
        }
        Path edges = Files.writeString(home.resolve("many.edges"), many);
        JsonNode shown = shown(edges, "--exclude", "b7,x701,x702,root", "--seconds", "1");
        assertThat(shown.path("overview").path("nodes").asInt()).isEqualTo(12_121);
        assertThat(shown.path("overview").path("segments").asInt()).isEqualTo(12_240);
        assertThat(shown.path("unseen").path("conversations").asInt()).isEqualTo(3);
        long nodes = 0;
        long probing = 0;
        long unseen = 0;
        long segments = 0;
        for (JsonNode node : shown.path("nodes")) {
            nodes += node.path("part").path("nodes").asLong();
            probing += node.path("part").path("probing").asLong();
            segments += node.path("part").path("segments").asLong();
            unseen += node.path("part").path("unseen").asLong();
        }
        for (JsonNode line : shown.path("segments")) {
            unseen += line.path("unseen").size();
        }
        assertThat(nodes).isEqualTo(12_121);
        assertThat(probing).isEqualTo(shown.path("overview").path("probing").asLong());
        assertThat(unseen).isEqualTo(3);
        JsonNode drawn = shown.path("overview").path("drawn");
        assertThat(drawn.path("inside").asLong()).isEqualTo(segments);
        assertThat(segments + drawn.path("between").asLong()).isEqualTo(12_240);
        assertThat(shown.path("overview").path("busiestNodes").get(0).toString())
                .isEqualTo("[\"root\",120,0]");
        Path page = home.resolve("many.html");
        assertThat(run(edges, "-o", page, "--seconds", "1").out())
                .contains("note: 12,121 nodes and 12,240 segments are too many to be drawn one by one");
        assertThat(Files.readString(page)).contains("this is an overview").hasSizeLessThan(200_000);
    }

    @Test
    void aLanOfVeryManyIsAnOverview() throws Exception {
        StringBuilder text = new StringBuilder("<graphml><graph edgedefault=\"undirected\">");
        for (int i = 0; i < 11_000; i++) {
            text.append("<node id=\"m").append(i).append("\"/>");
        }
        text.append("<hyperedge>");
        for (int i = 0; i < 11_000; i++) {
            text.append("<endpoint node=\"m").append(i).append("\"/>");
        }
        text.append("</hyperedge></graph></graphml>");
        Path file = Files.writeString(home.resolve("lan.graphml"), text);
        JsonNode shown = shown(file, "--exclude", "m3,m4,m5", "--seconds", "1");
        assertThat(shown.path("overview").path("largestSegments").toString()).isEqualTo("[[\"lan1\",11000,10997]]");
        assertThat(shown.path("unseen").path("conversations").asInt()).isEqualTo(3);
        long unseen = 0;
        for (JsonNode node : shown.path("nodes")) {
            unseen += node.path("part").path("unseen").asLong();
        }
        assertThat(unseen).isEqualTo(3);
    }

    @Test
    void aPlansFileGivesItsSegments() throws Exception {
        JsonNode shown = shown(SAMPLE + "/plan.json");
        assertThat(names(shown.path("segments"))).containsExactly("lan0");
        assertThat(shown.path("notes").get(0).asText()).contains("does not list the nodes");
    }

    private static long bytes(JsonNode shown) {
        return StreamSupport.stream(shown.path("volume").path("segments").spliterator(), false)
                .mapToLong(its -> its.path("totalBytes").asLong())
                .sum();
    }

    private static long written() {
        return Stream.concat(FLOWS.flows().stream(), FLOWS.crossings().stream())
                .mapToLong(row -> row.number(Column.BYTES))
                .sum();
    }

    @Test
    void aDatasetIsDrawnWithWhatPassedOnEachSegment() throws Exception {
        JsonNode shown = shown(shared.resolve("ds"));
        assertThat(names(shown.path("segments"))).containsExactly("lan0", "lan1", "lan2", "lan3", "lan4", "lan5");
        assertThat(bytes(shown)).isEqualTo(written());
        assertThat(shown.path("notes").get(0).asText()).startsWith("outage: collector on n3");
    }

    private Path copy() throws Exception {
        Path copy = home.resolve("copy");
        try (var files = Files.walk(shared.resolve("ds"))) {
            for (Path file : files.toList()) {
                Path to = copy.resolve(shared.resolve("ds").relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        return copy;
    }

    @Test
    void aDatasetThatLostItsTopologyIsDrawnAsItsSegments() throws Exception {
        Path copy = copy();
        Files.delete(copy.resolve("measurement.json"));
        JsonNode shown = shown(copy);
        assertThat(names(shown.path("segments"))).contains("lan0", "lan4");
        assertThat(bytes(shown)).isEqualTo(written());
        assertThat(run(copy, "-o", home.resolve("x.html")).out())
                .contains("note: the nodes of the experiment are not known");
    }

    @Test
    void aDatasetOfANewerVersionIsSaidToBeOne() throws Exception {
        Path document = copy().resolve("dataset.json");
        Files.writeString(document, Files.readString(document).replace("overtap/dataset/1", "overtap/dataset/7"));
        Ran ran = run(document.getParent(), "-o", home.resolve("x.html"));
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("a dataset of a newer version (overtap/dataset/7");
        assertThat(home.resolve("x.html")).doesNotExist();
    }

    @Test
    void namesWithMarkupStayNames() throws Exception {
        String odd = "<img src=x onerror=alert(1)>\"'&</script>\u202e";
        ObjectNode topology = (ObjectNode)
                JsonDocument.mapper().readTree(Path.of(SAMPLE, "topology.json").toFile());
        String renamed = JsonDocument.text(topology)
                .replace("\"lan0\"", JsonDocument.mapper().writeValueAsString(odd))
                .replace("\"n2\"", JsonDocument.mapper().writeValueAsString("]]><script>"));
        Path file = Files.writeString(home.resolve("topology.json"), renamed);
        for (String ending : List.of("html", "svg", "dot", "json")) {
            Path out = home.resolve("odd." + ending);
            Ran ran = run(file, "-o", out);
            assertThat(ran.code()).as(ran.err()).isZero();
            assertThat(Files.readString(out)).doesNotContain("\u202e");
        }
        // In the other two, names stand between quotation marks, where markup is none.
        for (String markup : List.of("html", "svg")) {
            assertThat(Files.readString(home.resolve("odd." + markup))).doesNotContain("<img", "]]><script");
        }
        assertThat(names(JsonDocument.mapper()
                        .readTree(home.resolve("odd.json").toFile())
                        .path("segments")))
                .containsExactly(odd);
    }

    @Test
    void whatWasMovedStaysWhereItWasMovedTo() throws Exception {
        Path moved = Files.writeString(
                home.resolve("moved.json"),
                "{\"schema\":\"overtap/positions/1\",\"nodes\":{\"n1\":{\"x\":-77,\"y\":55},\"gone\":{\"x\":1,\"y\":1}},\"segments\":{}}");
        JsonNode first = shown(SAMPLE, "--positions", moved).path("nodes").get(0);
        assertThat(first.path("x").asDouble()).isEqualTo(-77);
        assertThat(first.path("y").asDouble()).isEqualTo(55);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"schema\":\"overtap/positions/2\"}",
                "{\"schema\":\"overtap/positions/1\",\"nodes\":{\"n1\":{\"x\":1e300,\"y\":0}}}",
                "{\"schema\":\"overtap/positions/1\",\"nodes\":{\"n1\":{\"x\":5}}}",
                "{\"schema\":\"overtap/positions/1\",\"nodes\":{\"n1\":null}}",
                "{\"schema\":\"overtap/positions/1\",\"nodes\":{\"n1\":{\"x\":NaN,\"y\":0}}}",
                "{\"schema\":\"overtap/positions/1\",\"nodes\":7}",
                "no json"
            })
    void positionsThatAreNoneAreRefused(String text) throws Exception {
        Path file = Files.writeString(home.resolve("p.json"), text);
        Ran ran = run(SAMPLE, "-o", home.resolve("x.html"), "--positions", file);
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("p.json").doesNotContain("org.overtap", "java.");
        assertThat(home.resolve("x.html")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                SAMPLE + "; -o FILE, which ends in .html, .svg, .dot",
                SAMPLE + " -o x.png; ends in .html, .svg, .dot",
                SAMPLE + " -o html; ends in .html, .svg, .dot",
                SAMPLE + " -o x.html --live; give one of them",
                SAMPLE + " --live; of sample-topologies/three-node-lan none will",
                SAMPLE + " -o x.html --live-port 80; --live-port is of --live",
                SAMPLE + " --live --live-port 70000; lies between 0",
                SAMPLE + " -o /nowhere/x.html; no such folder",
                "nothing -o x.html; no such source",
                "src -o x.html; folder src has no dataset (dataset.json)",
                SAMPLE + " -o x.html --columns 2; --columns is about edge lists",
                SAMPLE + " -o x.html --positions none.json; none.json"
            })
    void whatCannotBeMeantIsRefusedInWords(String words, String because) {
        Ran ran = run((Object[]) words.split(" "));
        assertThat(ran.code()).as(ran.err()).isEqualTo(2);
        assertThat(ran.err()).contains(because);
        assertThat(Path.of("x.html")).doesNotExist();
    }

    @Test
    void whatIsDrawnIsNotOverwritten() throws Exception {
        Path topology = Files.copy(Path.of(SAMPLE, "topology.json"), home.resolve("mine.json"));
        byte[] before = Files.readAllBytes(topology);
        Path moved = Files.writeString(home.resolve("moved.json"), "{\"schema\":\"overtap/positions/1\"}");
        Path folder = Files.createDirectory(home.resolve("folder"));
        Path inside = Files.copy(topology, folder.resolve("topology.json"));
        Path other = Files.writeString(folder.resolve("dataset-notes.json"), "{\"schema\":\"mine\"}");
        for (List<Object> words : List.<List<Object>>of(
                List.of(topology, "-o", topology),
                List.of(topology, "-o", home.resolve("folder/../mine.json")),
                List.of(topology, "-o", moved, "--positions", moved),
                List.of(folder, "-o", inside),
                List.of(folder, "-o", other))) {
            Ran ran = run(words.toArray());
            assertThat(ran.code()).as(words + ran.err()).isEqualTo(2);
            assertThat(ran.err()).contains("it would overwrite").contains("give another name");
        }
        assertThat(topology).hasBinaryContent(before);
        assertThat(inside).hasBinaryContent(before);
        assertThat(run(folder, "-o", folder.resolve("picture.json")).code()).isZero();
        assertThat(run(folder, "-o", folder.resolve("picture.json")).code())
                .as("a picture may be drawn anew")
                .isZero();
        for (String command : List.of("plan", "topology")) {
            StringWriter err = new StringWriter();
            int code = Main.run(
                    new String[] {command, topology.toString(), "-o", topology.toString()},
                    new PrintWriter(new StringWriter()),
                    new PrintWriter(err));
            assertThat(code).as(command).isEqualTo(2);
            assertThat(err.toString()).contains("it would overwrite");
            assertThat(topology).hasBinaryContent(before);
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsAFailureAndLeavesNothing() throws Exception {
        Ran ran = run(SAMPLE, "-o", "/proc/x.html");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("cannot write /proc/x.html");
        Path old = Files.writeString(home.resolve("old.html"), "old");
        assertThat(run("nothing", "-o", old).code()).isEqualTo(2);
        assertThat(old).hasContent("old");
        try (var files = Files.list(home)) {
            assertThat(files).containsExactly(old);
        }
    }
}
