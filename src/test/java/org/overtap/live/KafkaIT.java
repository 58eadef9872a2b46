package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.topology.file.JsonDocument;

/**
 * A real Kafka broker on the control network: what collectors send to it is what is read back, proven and brought home. For
 * the profile {@code kafka}, which brings the broker.
 */
@Tag("kafka")
class KafkaIT {
    private static final String PREFIX = "ovtkafka-";
    private static final String ADDRESS = NamespaceHosts.control("ops") + ":9092";
    private static final String TOPIC = "flows";
    private static final Path JARS = Path.of(System.getProperty("kafka.home", "target/kafka"), "jars");

    @TempDir
    static Path home;

    private static NamespaceHosts hosts;
    private static Process broker;

    @BeforeAll
    static void brokerUp() throws Exception {
        Live.requirePrograms("perl", "kcat", "nfacctd");
        hosts = NamespaceHosts.up(home, PREFIX);
        // A broker is a client of its own.
        done(Live.run(home, List.of("ip", "-n", PREFIX + "ops", "link", "set", "lo", "up")));
        Path settings = Files.writeString(home.resolve("server.properties"), """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@%1$s:9093
                controller.listener.names=CONTROLLER
                listeners=PLAINTEXT://%1$s:9092,CONTROLLER://%1$s:9093
                advertised.listeners=PLAINTEXT://%1$s:9092
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%2$s
                offsets.topic.replication.factor=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                """.formatted(
                        NamespaceHosts.control("ops"), home.resolve("topics")));
        done(java("kafka.tools.StorageTool", "format", "-t", "MkU3OEVBNTcwNTJENDM2Qg", "-c", settings.toString()));
        broker = new ProcessBuilder(words("kafka.Kafka", settings.toString()))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("broker.log").toFile())
                .start();
        for (int i = 0; i < 60 && kcat("-L", "-m", "1").code() != 0; i++) {
            Thread.sleep(500);
        }
        // Somebody else's words in the topic, from before and of no form that is known here.
        done(inOps("sh", "-c", "echo 'no record' | kcat -P -b " + ADDRESS + " -t " + TOPIC));
    }

    @AfterAll
    static void brokerDown() throws Exception {
        if (broker != null) {
            broker.destroy();
            if (!broker.waitFor(15, TimeUnit.SECONDS)) {
                broker.destroyForcibly();
            }
        }
        if (hosts != null) {
            hosts.close();
        }
    }

    private static List<String> words(String... more) {
        List<String> words = new ArrayList<>(List.of(
                "nsenter",
                "--net=/run/netns/" + PREFIX + "ops",
                "--",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx400m",
                "-cp",
                JARS.toAbsolutePath() + "/*"));
        words.addAll(List.of(more));
        return words;
    }

    private static Live.Ended java(String... more) {
        return Live.run(home, words(more));
    }

    private static Live.Ended inOps(String... more) {
        List<String> words = new ArrayList<>(List.of("nsenter", "--net=/run/netns/" + PREFIX + "ops", "--"));
        words.addAll(List.of(more));
        return Live.run(home, words);
    }

    private static Live.Ended kcat(String... more) {
        List<String> words = new ArrayList<>(List.of("kcat", "-b", ADDRESS));
        words.addAll(List.of(more));
        return inOps(words.toArray(String[]::new));
    }

    private static void done(Live.Ended ended) {
        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
    }

    private static Live.Ended deploy(String... more) {
        return hosts.quick("deploy", more);
    }

    @Test
    void whatIsSentToTheBrokerIsReadBackProvenAndBroughtHome() throws Exception {
        done(deploy("--broker", ADDRESS + "/" + TOPIC));
        hosts.send(6001, 20);
        Live.Ended verified = hosts.overtap("verify", hosts.four(), "--format", "json");
        done(verified);
        JsonNode verdict = LiveLab.json(verified);
        assertThat(verdict.path("exactlyOnce").asInt())
                .isEqualTo(verdict.path("conversations").asInt())
                .isPositive();
        hosts.send(6002, 30);
        Path flows = home.resolve("flows");
        done(hosts.overtap("teardown", hosts.four(), "--to", flows.toString()));
        JsonNode summary = hosts.sent(flows);
        assertThat(summary.path("packets").asLong()).isEqualTo(50);
        assertThat(summary.path("bytes").asLong()).isEqualTo(50 * 100);
        assertThat(summary.path("flows").asLong()).isEqualTo(2);

        // The topic has them too, with no help of overtap's, and what was in it before.
        Live.Ended topic = kcat("-C", "-t", TOPIC, "-o", "beginning", "-e", "-q");
        done(topic);
        assertThat(topic.out()).startsWith("no record\n");
        long packets = 0;
        for (String line : topic.out().lines().skip(1).toList()) {
            JsonNode record = JsonDocument.mapper().readTree(line);
            if (record.path("port_src").asInt() == 6001
                    || record.path("port_src").asInt() == 6002) {
                packets += record.path("packets").asLong();
            }
        }
        // Whichever probes see it tell it: each of the two flows by as many.
        assertThat(packets).isPositive().matches(sum -> sum % 50 == 0);
    }

    @Test
    void whereNoBrokerAnswersNothingIsDeployedAndItIsSaid() {
        Live.Ended ended = deploy("--broker", NamespaceHosts.control("ops") + ":9099/" + TOPIC);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .contains("no Kafka broker answers at " + NamespaceHosts.control("ops") + ":9099")
                .contains("stopped and removed");
    }

    @Test
    void aToolWithoutTheirPluginIsRefusedWithThatReason() throws Exception {
        Path plain =
                Files.writeString(home.resolve("nfacctd-plain"), "#!/bin/sh\nprintf 'Plugins:\\nmemory\\nprint\\n'\n");
        assertThat(plain.toFile().setExecutable(true)).isTrue();
        String text;
        try (var in = KafkaIT.class.getResourceAsStream("/instruments/nfacctd-kafka.yaml")) {
            text = new String(in.readAllBytes());
        }
        Path own = Files.writeString(
                home.resolve("own.yaml"), text.replace("program: nfacctd\n", "program: " + plain + "\n"));
        Live.Ended ended = deploy("--instrument", own.toString(), "--broker", ADDRESS + "/" + TOPIC);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("was built without its Kafka plugin");
    }
}
