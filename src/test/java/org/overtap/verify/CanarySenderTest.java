package org.overtap.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.deploy.NodeShells;
import org.overtap.shell.LocalShell;
import org.overtap.shell.ShellException;
import org.overtap.topology.Conversation;
import org.overtap.topology.Endpoint;
import org.overtap.topology.IpAddress;

/** The scripts that really run, on nodes that all are this machine, with its loopback for a network. */
@EnabledOnOs(OS.LINUX)
class CanarySenderTest {
    private static final String PREFIX =
            "overtap-sendertest" + ProcessHandle.current().pid();

    @TempDir
    Path folder;

    private NodeShells nodes = LocalShell::new;

    @BeforeEach
    void wherePerlAndPythonAre() throws IOException {
        for (String program : List.of("sh", "perl", "python3")) {
            for (String place : List.of("/usr/bin", "/bin", "/usr/local/bin")) {
                Path there = Path.of(place, program);
                Path own = folder.resolve(program);
                if (Files.exists(there) && !Files.exists(own)) {
                    Files.createSymbolicLink(own, there);
                }
            }
        }
    }

    private static CanaryPair pair(String iface, String from, String to) {
        Conversation conversation =
                new Conversation("lan0", new Endpoint("n" + from, iface), new Endpoint("n" + to, iface));
        return CanaryPair.on(conversation, IpAddress.of("127.0.0." + from), IpAddress.of("127.0.0." + to));
    }

    private static final List<CanaryPair> PAIRS =
            List.of(pair("lo", "1", "2"), pair("lo", "1", "3"), pair("lo", "2", "3"));

    private static final List<CanaryPair> FLOWS = List.of(flow("1", "3"), flow("3", "1"), flow("2", "1"));

    private static CanaryPair flow(String from, String to) {
        return CanaryPair.between("n" + from, "n" + to, IpAddress.of("127.0.0." + from), IpAddress.of("127.0.0." + to));
    }

    private List<Canary> send(List<CanaryPair> pairs) throws VerifyException {
        return new CanarySender(nodes, PREFIX, new PortDraw(new Random(1), Set.of()), new Random())
                .send(pairs, 200, 5, (ready, ports) -> {});
    }

    /** Processes of ours; one that has given its last answer may take a moment to end. */
    private static long left() throws IOException, InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (running() > 0 && System.nanoTime() < until) {
            Thread.sleep(10);
        }
        return running();
    }

    private static long running() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(process -> process.getFileName().toString().matches("\\d+"))
                    .filter(CanarySenderTest::ours)
                    .count();
        }
    }

    private static boolean ours(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1)
                    .contains(PREFIX);
        } catch (IOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"perl", "python3"})
    void allIsSentHeardAndCountedBothWaysAndNothingStays(String language) throws Exception {
        Files.delete(folder.resolve(language.equals("perl") ? "python3" : "perl"));
        nodes = node -> new LocalShell(node, List.of("env", "PATH=" + folder));
        for (List<CanaryPair> pairs : List.of(PAIRS, FLOWS)) {
            List<Canary> canaries = send(pairs);
            assertThat(canaries).extracting(Canary::pair).isEqualTo(pairs);
            assertThat(canaries).allSatisfy(canary -> {
                assertThat(canary.failure()).isEmpty();
                assertThat(canary.packetBytes()).isEqualTo(228);
                assertThat(canary.forth()).isEqualTo(Passage.of(5, 5));
                assertThat(canary.back()).isEqualTo(pairs == PAIRS ? Passage.of(5, 5) : Passage.NONE);
            });
        }
        assertThat(left()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"perl", "python3"})
    void aNodeOrAnInterfaceThatCannotTakePartSpoilsItsOwnPairsOnly(String language) throws Exception {
        Files.delete(folder.resolve(language.equals("perl") ? "python3" : "perl"));
        nodes = node -> {
            if (node.equals("n2")) {
                throw new ShellException(node, "node n2 cannot be reached");
            }
            return new LocalShell(node, List.of("env", "PATH=" + folder));
        };
        CanaryPair renamed = pair("eth77", "5", "6");
        CanaryPair moved = CanaryPair.between("n1", "n9", IpAddress.of("127.0.0.7"), IpAddress.of("192.0.2.9"));
        assertThat(send(Stream.concat(PAIRS.stream(), Stream.of(renamed, moved)).toList()))
                .extracting(Canary::failure, Canary::forth)
                .containsExactly(
                        tuple(Optional.of("node n2 cannot be reached"), Passage.NONE),
                        tuple(Optional.empty(), Passage.of(5, 5)),
                        tuple(Optional.of("node n2 cannot be reached"), Passage.NONE),
                        tuple(
                                Optional.of("node n5: it has no interface eth77; node n6: it has no interface eth77"),
                                Passage.NONE),
                        tuple(Optional.of("node n9: it does not have the address 192.0.2.9"), Passage.NONE));
        assertThat(left()).isZero();
    }

    @Test
    void aPortThatSomebodyUsesIsDrawnAnew() throws Exception {
        PortPair first = new PortDraw(new Random(1), Set.of()).next();
        try (DatagramSocket busy =
                new DatagramSocket(new InetSocketAddress(InetAddress.getByName("127.0.0.3"), first.to()))) {
            assertThat(busy.isBound()).isTrue();
            List<Canary> canaries = send(PAIRS);
            assertThat(canaries)
                    .allMatch(canary -> canary.failure().isEmpty()
                            && !canary.ports().equals(first)
                            && canary.forth().equals(Passage.of(5, 5)));
        }
        assertThat(left()).isZero();
    }

    @Test
    void whereNeitherLanguageIsBothAreNamed() throws Exception {
        Files.delete(folder.resolve("perl"));
        Files.delete(folder.resolve("python3"));
        nodes = node -> new LocalShell(node, List.of("env", "PATH=" + folder));
        assertThat(send(PAIRS))
                .allMatch(
                        canary -> canary.failure().orElse("").contains("neither perl (package perl-base) nor python3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"perl", "python3"})
    void whatNobodyAsksAnyMoreEndsByItself(String language) throws Exception {
        Files.delete(folder.resolve(language.equals("perl") ? "python3" : "perl"));
        nodes = node -> new LocalShell(node, List.of("env", "PATH=" + folder));
        CanaryPost post = new CanaryPost(nodes, "n1", PREFIX + "-lost");
        PortPair ports = new PortDraw(new Random(3), Set.of()).next();
        CanaryPost.Answer held = post.hold(
                List.of(new CanaryPost.End("127.0.0.1", Optional.of("lo"))), ports, 100, Duration.ofSeconds(1));
        assertThat(held.to("127.0.0.1")).isEqualTo("ok");
        assertThat(running()).isEqualTo(1);
        for (int i = 0; i < 50 && running() > 0; i++) {
            Thread.sleep(100);
        }
        assertThat(left()).isZero();
        assertThat(post.go(List.of("127.0.0.1 127.0.0.1"), 1, Duration.ofMillis(1))
                        .failure()
                        .orElseThrow())
                .contains("what sends and hears canaries there is gone");
    }
}
