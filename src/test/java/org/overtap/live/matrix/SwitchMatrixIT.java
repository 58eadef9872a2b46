package org.overtap.live.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.instrument.Output;
import org.overtap.instrument.Runs;
import org.overtap.instrument.WireFormat;
import org.overtap.lab.net.Namespaces;
import org.overtap.live.Live;
import org.overtap.record.FlowFilter;
import org.overtap.record.FlowRecord;
import org.overtap.record.RecordFiles;
import org.overtap.record.reader.RecordReaders;
import org.overtap.shell.LocalShell;

/**
 * What a bridge of Open vSwitch exports, switched on and off as the descriptors say, is compared with what passed one of its
 * ports. The switch is a userspace bridge in a namespace, with a folder of its own in place of /run/openvswitch.
 */
@Tag("matrix")
class SwitchMatrixIT {
    private static final String PREFIX = "ovtswitch-";
    private static final int PORT = 22100;

    /** A flow is told of when it was idle for the 10 s that a datapath keeps it, and its file is closed. */
    private static final long MOST_SECONDS = 40;

    @TempDir
    static Path home;

    private static final List<Process> STARTED = new ArrayList<>();
    private static final Map<Exporting, Counts> FOUND = new LinkedHashMap<>();
    private static Counts sent;
    private static MatrixWire hosts;
    private static List<String> enter;

    /** A setting and the collector that its records go to. */
    private record Exporting(Instrument probe, Instrument collector, int port, Path folder) {
        Runs.Setting setting() {
            WireFormat wire = probe.formats().get(0);
            Map<String, String> values = new LinkedHashMap<>(Map.of(
                    "program", probe.program(), "interface", "bridge", "receiver", "127.0.0.1:" + port, "engine", "7"));
            values.putAll(Map.of("idle", "3", "active", "60", "source", "127.0.0.1", "collector", "127.0.0.1"));
            values.put("deployment", "0123abc");
            values.putAll(wire.values());
            return (Runs.Setting) probe.runs().filled(values);
        }

        Runs.Process receiving() {
            return (Runs.Process) collector
                    .runs()
                    .filled(Map.of(
                            "program",
                            collector.program(),
                            "address",
                            "127.0.0.1",
                            "port",
                            "" + port,
                            "rotate",
                            "2",
                            "node",
                            "s"))
                    .hearing(List.of(Map.of("exporter", "bridge", "from", "127.0.0.1")));
        }
    }

    @BeforeAll
    static void measure() throws Exception {
        Live.require();
        Live.requirePrograms("ovs-vsctl", "ovsdb-server", "ovsdb-tool", "ovs-vswitchd", "nfcapd", "nfacctd", "sfcapd");
        build();
        List<Exporting> all = List.of(
                exporting("openvswitch-netflow", "nfcapd", 0),
                exporting("openvswitch-ipfix", "nfacctd", 1),
                exporting("openvswitch-sflow", "sfcapd", 2));
        hosts.on("a", "ping", "-q", "-c", "2", "10.77.0.2");
        for (Exporting one : all) {
            receive(one);
            for (List<String> words : one.setting().set()) {
                on(words.toArray(String[]::new));
            }
            assertThat(on(one.setting().show().toArray(String[]::new)))
                    .containsPattern(one.setting().shows());
        }
        Path capture = home.resolve("truth.pcap");
        Process truth = start(
                home.resolve("truth.log"),
                "tcpdump",
                "-Z",
                "root",
                "-n",
                "-i",
                "port-a",
                "-s",
                "96",
                "-w",
                capture.toString());
        STARTED.add(
                hosts.start("b", home.resolve("sink"), "python3", hosts.script().toString(), "sink", "0", "0"));
        Thread.sleep(1000);
        hosts.on("a", "ping", "-q", "-Q", "0x48", "-s", "228", "-c", "20", "-i", "0.2", "10.77.0.2");
        hosts.on("a", "ping", "-q", "-s", "228", "-c", "20", "-i", "0.2", "fd77::2");
        hosts.on("a", "python3", hosts.script().toString(), "udp", "2000", "4");
        // tcpdump has what passed within a second.
        Thread.sleep(2000);
        new ProcessBuilder("kill", "-INT", "" + truth.pid()).start().waitFor();
        truth.waitFor(10, TimeUnit.SECONDS);
        sent = CountedWire.of(capture);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        boolean open = true;
        while (open && System.nanoTime() < end) {
            Thread.sleep(2000);
            open = false;
            for (Exporting one : all) {
                FOUND.put(one, read(one));
                for (String kind : kinds(one)) {
                    open |= !FOUND.get(one).same(sent, kind);
                }
            }
        }
        for (Exporting one : all) {
            for (List<String> words : one.setting().unset()) {
                on(words.toArray(String[]::new));
            }
            // What looks for it may end as one that found nothing does.
            assertThat(inside(one.setting().show()).out())
                    .doesNotContainPattern(one.setting().shows());
        }
    }

    private static Exporting exporting(String probe, String collector, int number) throws IOException {
        InstrumentCatalogue all = MatrixCell.ALL;
        return new Exporting(
                all.get(probe, Instrument.Kind.PROBE),
                all.get(collector, Instrument.Kind.COLLECTOR),
                PORT + number,
                Files.createDirectories(home.resolve(collector)));
    }

    private static void build() throws Exception {
        remove();
        Namespaces.add(List.of(PREFIX + "a", PREFIX + "b", PREFIX + "s"));
        hosts = new MatrixWire(PREFIX, home);
        for (String host : List.of("a", "b")) {
            require(
                    "ip",
                    "link",
                    "add",
                    MatrixWire.DEVICE,
                    "netns",
                    PREFIX + host,
                    "type",
                    "veth",
                    "peer",
                    "name",
                    "port-" + host,
                    "netns",
                    PREFIX + "s");
            require(
                    "ip",
                    "link",
                    "add",
                    "ctrl0",
                    "netns",
                    PREFIX + host,
                    "type",
                    "veth",
                    "peer",
                    "name",
                    "ctrl-" + host,
                    "netns",
                    PREFIX + "s");
            hosts.host(host, host.equals("a") ? 1 : 2, host.equals("a") ? 2 : 1);
        }
        Path run = Files.createDirectories(home.resolve("run"));
        // A shell that holds a mount namespace in which the switch has /run/openvswitch for itself.
        Path ready = home.resolve("held");
        Process holder = new ProcessBuilder(
                        "nsenter",
                        "--net=/run/netns/" + PREFIX + "s",
                        "--",
                        "unshare",
                        "--mount",
                        "sh",
                        "-ec",
                        "mkdir -p /run/openvswitch; mount --bind " + run + " /run/openvswitch; touch " + ready
                                + "; exec sleep 600")
                .start();
        STARTED.add(holder);
        for (int i = 0; i < 100 && !Files.exists(ready); i++) {
            Thread.sleep(50);
        }
        enter = List.of("nsenter", "-t", "" + holder.pid(), "--net", "--mount", "--");
        on(
                "sh",
                "-ec",
                "ip link set lo up; for port in port-a port-b; do ip link set $port addrgenmode none; ip link set $port up; ethtool -K $port tso off gso off gro off tx off rx off >/dev/null; done");
        on("ovsdb-tool", "create", "/run/openvswitch/conf.db", "/usr/share/openvswitch/vswitch.ovsschema");
        start(
                home.resolve("ovsdb.log"),
                "ovsdb-server",
                "/run/openvswitch/conf.db",
                "--remote=punix:/run/openvswitch/db.sock");
        Thread.sleep(1000);
        on("ovs-vsctl", "--no-wait", "init");
        start(home.resolve("vswitchd.log"), "ovs-vswitchd", "unix:/run/openvswitch/db.sock");
        on(
                "ovs-vsctl",
                "--timeout=20",
                "add-br",
                "bridge",
                "--",
                "set",
                "bridge",
                "bridge",
                "datapath_type=netdev",
                "--",
                "add-port",
                "bridge",
                "port-a",
                "--",
                "add-port",
                "bridge",
                "port-b");
    }

    private static void receive(Exporting one) throws Exception {
        Runs.Process process = one.receiving();
        for (String made : process.folders()) {
            Files.createDirectories(one.folder().resolve(made));
        }
        if (process.config().isPresent()) {
            Files.writeString(
                    one.folder().resolve(process.config().get().file()),
                    process.config().get().text()
                            + String.join("\n", process.config().get().withLoopback()) + "\n");
        }
        if (process.list().isPresent()) {
            Files.writeString(
                    one.folder().resolve(process.list().get().file()),
                    process.list().get().text());
        }
        // A mount namespace is entered at its root.
        List<String> words = new ArrayList<>(enter);
        words.addAll(List.of("env", "-C", one.folder().toString()));
        words.addAll(process.argv());
        STARTED.add(new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(one.folder().resolve("log").toFile())
                .start());
        Thread.sleep(1500);
    }

    private static Counts read(Exporting one) throws Exception {
        Output output = one.collector().output().orElseThrow();
        Counts counts = new Counts();
        RecordFiles files = RecordFiles.all(
                new LocalShell("here"), one.folder().resolve(output.folder()).toString(), output.pattern());
        int layer2 = one.probe().formats().get(0).layer2();
        RecordReaders.builtIn().get(output.reader()).read(files, FlowFilter.ALL, told -> {
            FlowRecord flow = told.withoutLayer2(layer2);
            boolean six = flow.key().from().toString().contains(":");
            String kind = Counts.kind(flow.key().protocol(), flow.key().toPort().orElse(0), six, false);
            counts.add(kind, flow.packets(), flow.bytes(), "");
        });
        return counts;
    }

    private static List<String> kinds(Exporting one) {
        return sent.kinds().stream()
                .filter(kind -> one.probe().families().contains(kind.substring(kind.indexOf(' ') + 1)))
                .toList();
    }

    private static Process start(Path log, String... argv) throws IOException {
        List<String> words = new ArrayList<>(enter);
        words.addAll(List.of(argv));
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        STARTED.add(process);
        return process;
    }

    private static Live.Ended inside(List<String> argv) {
        List<String> words = new ArrayList<>(enter);
        words.addAll(argv);
        return Live.run(home, words);
    }

    private static String on(String... argv) {
        return done(List.of(argv), inside(List.of(argv)));
    }

    private static void require(String... words) {
        done(List.of(words), Live.run(home, List.of(words)));
    }

    private static String done(List<String> words, Live.Ended ended) {
        assertThat(ended.code()).as(words + ": " + ended.err()).isZero();
        return ended.out();
    }

    @AfterAll
    static void remove() throws Exception {
        for (int i = STARTED.size() - 1; i >= 0; i--) {
            STARTED.get(i).destroy();
            STARTED.get(i).waitFor(10, TimeUnit.SECONDS);
        }
        STARTED.clear();
        Namespaces.remove(Namespaces.all().stream()
                .filter(name -> name.startsWith(PREFIX))
                .toList());
    }

    @Test
    void whatABridgeExportsIsWhatPassedIt() {
        assertThat(sent.packets("ping ipv4")).isEqualTo(40);
        assertThat(sent.packets("udp ipv6")).isPositive();
        assertThat(FOUND).hasSize(3);
        SoftAssertions all = new SoftAssertions();
        FOUND.forEach((one, found) -> kinds(one).forEach(kind -> {
            String what = one.probe().name() + ": " + kind;
            all.assertThat(found.packets(kind)).as(what + ", packets").isEqualTo(sent.packets(kind));
            all.assertThat(found.bytes(kind)).as(what + ", bytes").isEqualTo(sent.bytes(kind));
        }));
        all.assertAll();
    }
}
