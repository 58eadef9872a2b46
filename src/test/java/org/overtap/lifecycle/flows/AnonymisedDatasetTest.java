package org.overtap.lifecycle.flows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.record.Measurement;
import org.overtap.record.ReadTally;
import org.overtap.record.dataset.ProbeFacts;
import org.overtap.record.dataset.TableForm;
import org.overtap.record.once.FlowSelection;
import org.overtap.record.query.MadeRow;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRows;
import org.overtap.record.table.FlowTally;
import org.overtap.topology.Interface;
import org.overtap.topology.Node;
import org.overtap.topology.file.JsonDocument;

/** No byte of a dataset that was anonymised tells where it was made; its numbers are those of the truth. */
class AnonymisedDatasetTest {
    /** Names as people give them, each found in no other word. */
    private static final Map<String, String> NAMES = Map.of(
            "overtap/two-families", "medusaproj/yetiexp",
            "desk", "zorblax",
            "printer", "quuxomat",
            "gate", "wumpusgw",
            "far", "farfalle",
            "tbdelay0", "gnarlshaper",
            "office", "kraken-lan",
            "wan", "oceanlink",
            "eth1", "wumpif1",
            "eth2", "wumpif2");

    private static final List<String> MORE =
            List.of("jdoe", "blobhost", "hydra-run", "yetideploy", "pc3000", "DEBIAN12");

    @TempDir
    Path folder;

    private Measurement truth;
    private long packets;
    private long bytes;
    private final Map<String, Long> talkers = new HashMap<>();

    @BeforeEach
    void measured() throws IOException {
        Files.writeString(folder.resolve("key"), "a key of thirty-two bytes, or more");
        Path sample = Path.of("sample-topologies/two-families");
        ObjectNode document = JsonDocument.mapper().createObjectNode();
        document.put("schema", Measurement.SCHEMA);
        document.put("experiment", NAMES.get("overtap/two-families")).put("deployment", "yetideploy");
        ObjectNode topology = (ObjectNode) renamed(sample.resolve("topology.json"));
        for (JsonNode node : topology.path("nodes")) {
            ((ObjectNode) node).put("label", "label of jdoe");
        }
        document.set("topology", topology);
        document.set("plan", renamed(sample.resolve("plan.json")));
        document.put("since", "2026-01-31T12:00:00Z");
        document.putArray("marks").addObject().put("name", "hydra-run").put("start", "2026-01-31T12:00:00Z");
        document.putArray("outages")
                .addObject()
                .put("node", "zorblax")
                .put("name", "probe-1")
                .put("why", "jdoe killed it on blobhost");
        truth = JsonDocument.parse(document.toString(), "test", Measurement.SCHEMA, Measurement.class);
    }

    private static JsonNode renamed(Path file) throws IOException {
        String text = Files.readString(file);
        for (Map.Entry<String, String> name : NAMES.entrySet()) {
            text = text.replaceAll('"' + name.getKey() + "\"(?!\\s*:)", '"' + name.getValue() + '"');
        }
        // Small numbers are in every file: those of these addresses, as bytes, are not.
        text = text.replace("\"10.1.1.", "\"141.223.197.").replace("\"10.1.2.", "\"141.223.198.");
        return JsonDocument.mapper().readTree(text);
    }

    /** Every interface with a MAC address and an address of its own. */
    private List<Map.Entry<Node, Interface>> ends() {
        List<Map.Entry<Node, Interface>> ends = new ArrayList<>();
        truth.topology().nodes().forEach(node -> node.interfaces().stream()
                .filter(port -> !port.addresses().isEmpty())
                .forEach(port -> ends.add(Map.entry(node, port))));
        return ends;
    }

    private static List<String> addresses(Interface port) {
        List<String> all = new ArrayList<>();
        port.addresses().forEach(a -> all.add(a.ip().toString()));
        String[] parts = port.mac().orElseThrow().split(":");
        all.add("fd00:cafe:" + parts[3] + ":" + parts[5] + "::" + parts[5]);
        all.add("fe80::c:ff:fe" + parts[3] + ":" + parts[4] + parts[5]);
        all.add("2001:db8:" + parts[3] + "::" + parts[4] + parts[5]);
        return all;
    }

    /** Addresses that rows have besides those of the topology. */
    private static final List<String> OUTSIDE =
            List.of("198.51.100.77", "203.0.113.9", "2001:db8:77::9", "::ffff:192.0.2.44");

    private FlowTally scan(FlowRows rows) throws IOException {
        Random random = new Random(3);
        List<Map.Entry<Node, Interface>> ends = ends();
        for (int i = 0; i < 800; i++) {
            Map.Entry<Node, Interface> from = ends.get(random.nextInt(ends.size()));
            Map.Entry<Node, Interface> to = ends.get(random.nextInt(ends.size()));
            List<String> sources = addresses(from.getValue());
            List<String> targets = random.nextInt(9) == 0 ? OUTSIDE : addresses(to.getValue());
            long size = 1000 + random.nextInt(1_000_000);
            String source = sources.get(random.nextInt(sources.size()));
            MadeRow row = MadeRow.of(
                    Column.RUN,
                    random.nextBoolean() ? "hydra-run" : "unmarked",
                    Column.PROBE,
                    from.getKey().name() + "." + from.getValue().name(),
                    Column.FIRST,
                    1_769_860_800_000_000L + random.nextInt(1 << 30) * 8L,
                    Column.SRC,
                    source,
                    Column.DST,
                    targets.get(random.nextInt(targets.size())),
                    Column.SRC_MAC,
                    from.getValue().mac().orElseThrow(),
                    Column.DST_MAC,
                    to.getValue().mac().orElseThrow(),
                    Column.SRC_NODE,
                    from.getKey().name(),
                    Column.DST_NODE,
                    to.getKey().name(),
                    Column.SEGMENT,
                    "kraken-lan",
                    Column.PATH,
                    "kraken-lan oceanlink",
                    Column.PROTOCOL,
                    6L,
                    Column.PACKETS,
                    7L,
                    Column.BYTES,
                    size);
            if (i % 4 == 3) {
                rows.crossing(row);
            } else {
                rows.flow(row);
                packets += 7;
                bytes += size;
                talkers.merge(source, size, Long::sum);
            }
        }
        return new FlowTally(
                802,
                800,
                0,
                0,
                0,
                0,
                0,
                0,
                List.of(new ReadTally.Unread("file of jdoe", 2, "zorblax/nfcapd.1 at 198.51.100.77")),
                600,
                packets,
                bytes,
                200);
    }

    private FlowStore store() {
        AccountedFlows flows = new AccountedFlows() {
            @Override
            public FlowTally scan(Set<Column> columns, FlowRows rows) throws IOException {
                return AnonymisedDatasetTest.this.scan(rows);
            }

            @Override
            public List<ProbeFacts> probes() {
                return List.of(ProbeFacts.at("zorblax", "wumpif1", Optional.of("kraken-lan")));
            }

            @Override
            public OptionalLong gaps() {
                return OptionalLong.empty();
            }
        };
        return new FlowStore() {
            @Override
            public String title() {
                return "a store";
            }

            @Override
            public Measurement measurement() {
                return truth;
            }

            @Override
            public AccountedFlows flows(FlowSelection selection) {
                return flows;
            }
        };
    }

    private MadeDataset make(String name) throws Exception {
        DatasetRequest request = new DatasetRequest(
                folder.resolve(name),
                EnumSet.allOf(TableForm.class),
                FlowSelection.ALL,
                Optional.of(folder.resolve("key")),
                "1.2.3");
        return new DatasetMaking(request, notice -> {}).of(store(), List.of("jdoe's disk on blobhost was full"));
    }

    /** Every form in which something that must not be told could be written, as bytes. */
    private Map<String, byte[]> secrets() throws IOException {
        Set<String> words = new TreeSet<>(NAMES.values());
        words.addAll(List.of("medusaproj", "yetiexp"));
        words.addAll(MORE);
        Map<String, byte[]> secrets = new HashMap<>();
        for (Map.Entry<Node, Interface> end : ends()) {
            end.getKey().machine().ifPresent(m -> words.addAll(List.of(m.id(), m.os())));
            end.getKey().control().ifPresent(words::add);
            String mac = end.getValue().mac().orElseThrow();
            words.addAll(List.of(mac, mac.replace(":", "-"), mac.replace(":", "")));
            secrets.put("bytes of " + mac, HexFormat.of().parseHex(mac.replace(":", "")));
            for (String address : addresses(end.getValue())) {
                forms(address, words, secrets);
            }
        }
        for (String address : OUTSIDE) {
            forms(address, words, secrets);
        }
        for (String word : words) {
            secrets.put(word, word.getBytes(StandardCharsets.UTF_8));
            secrets.put(word + " in capitals", word.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        }
        return secrets;
    }

    private static void forms(String address, Set<String> words, Map<String, byte[]> secrets) throws IOException {
        InetAddress parsed = InetAddress.getByName(address);
        byte[] raw = parsed.getAddress();
        String hex = HexFormat.of().formatHex(raw);
        words.addAll(List.of(address, parsed.getHostAddress(), hex));
        secrets.put("bytes of " + address, raw);
        if (raw.length == 4) {
            words.add("::ffff:" + hex.substring(0, 4) + ":" + hex.substring(4));
        } else {
            words.add(hex.replaceAll("(....)(?!$)", "$1:"));
        }
    }

    /** Each file's bytes, its path, and what DuckDB reads of those that are compressed. */
    private static Map<String, byte[]> contents(Path dataset) throws Exception {
        Map<String, byte[]> contents = new HashMap<>();
        try (Stream<Path> files = Files.walk(dataset)) {
            for (Path file : files.toList()) {
                String path = dataset.relativize(file).toString();
                contents.put("path " + path, path.getBytes(StandardCharsets.UTF_8));
                if (Files.isRegularFile(file)) {
                    contents.put(path, Files.readAllBytes(file));
                }
            }
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (String table : List.of("flows", "crossings")) {
                ResultSet rows = statement.executeQuery(
                        "SELECT t::VARCHAR FROM read_parquet('" + dataset.resolve(table) + "/*/*/*/*.parquet') t");
                StringBuilder all = new StringBuilder();
                while (rows.next()) {
                    all.append(rows.getString(1)).append('\n');
                }
                contents.put("rows of " + table, all.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
        return contents;
    }

    /** Whether it is there as a whole: with no digit, letter or part of an address before or after it, if it is text. */
    private static boolean has(byte[] content, byte[] secret, boolean text) {
        for (int at = indexOf(content, secret, 0); at >= 0; at = indexOf(content, secret, at + 1)) {
            int after = at + secret.length;
            if (!text
                    || (at == 0 || !Character.isDigit(content[at - 1]))
                            && (after == content.length || !Character.isDigit(content[after]))) {
                return true;
            }
        }
        return false;
    }

    private static int indexOf(byte[] content, byte[] part, int from) {
        for (int at = from; at <= content.length - part.length; at++) {
            int i = 0;
            while (i < part.length && content[at + i] == part[i]) {
                i++;
            }
            if (i == part.length) {
                return at;
            }
        }
        return -1;
    }

    @Test
    void noByteTellsWhereItWasMade() throws Exception {
        Path dataset = make("shared").folder();
        Map<String, byte[]> contents = contents(dataset);
        contents.put("key", new byte[0]);
        List<String> told = new ArrayList<>();
        Map<String, byte[]> secrets = secrets();
        secrets.put("bytes of the key", Files.readAllBytes(folder.resolve("key")));
        secrets.forEach((secret, form) -> contents.forEach((where, content) -> {
            if (has(content, form, !secret.startsWith("bytes of "))) {
                told.add(secret + " is in " + where);
            }
        }));

        assertThat(contents).hasSizeGreaterThan(20);
        assertThat(contents.get("rows of flows").length).isGreaterThan(100_000);
        assertThat(secrets).hasSizeGreaterThan(100);
        assertThat(told).isEmpty();
    }

    @Test
    void theSearchFindsWhatIsToldOfTheTruth() throws Exception {
        DatasetRequest request = new DatasetRequest(
                folder.resolve("own"), EnumSet.allOf(TableForm.class), FlowSelection.ALL, Optional.empty(), "1.2.3");
        Path dataset =
                new DatasetMaking(request, notice -> {}).of(store(), List.of()).folder();
        Map<String, byte[]> contents = contents(dataset);
        Set<String> found = new TreeSet<>();
        secrets()
                .forEach((secret, form) -> contents.forEach((where, content) -> {
                    if (has(content, form, !secret.startsWith("bytes of "))) {
                        found.add(secret);
                    }
                }));

        assertThat(found).containsAll(NAMES.values()).contains("jdoe", "hydra-run", "2001:db8:77::9", "198.51.100.77");
        assertThat(new String(contents.get("rows of crossings"), StandardCharsets.UTF_8))
                .contains("zorblax");
    }

    @Test
    void itsNumbersAreThoseOfTheTruth() throws Exception {
        MadeDataset made = make("shared");
        MadeDataset again = make("again");

        assertThat(made.manifest().tally().packets()).isEqualTo(packets / 2);
        assertThat(made.manifest().tally().flows()).isEqualTo(600);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            List<Long> sums = new ArrayList<>();
            ResultSet rows = statement.executeQuery("SELECT sum(bytes)::BIGINT FROM read_csv('"
                    + made.folder().resolve("csv/flows.csv") + "') GROUP BY src ORDER BY 1");
            while (rows.next()) {
                sums.add(rows.getLong(1));
            }
            assertThat(sums)
                    .containsExactlyElementsOf(talkers.values().stream()
                            .map(sum -> sum / 2)
                            .sorted()
                            .toList());
        }
        assertThat(again.folder().resolve("csv/flows.csv"))
                .as("one key, one disguise")
                .hasSameBinaryContentAs(made.folder().resolve("csv/flows.csv"));
    }
}
