package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an instrument told is not lost when another one takes its place, nor when the first one comes back. */
@Tag("live")
@Order(11)
class ReplacedProbeIT {
    private static final String PREFIX = "ovtrepl-";

    @TempDir
    static Path home;

    private static NamespaceHosts hosts;

    @BeforeAll
    static void hostsUp() throws Exception {
        Live.requirePrograms("perl", "nfdump");
        hosts = NamespaceHosts.up(home, PREFIX);
    }

    @AfterAll
    static void hostsDown() throws Exception {
        if (hosts != null) {
            hosts.close();
        }
    }

    private static void deploy(String... more) {
        List<String> words = new java.util.ArrayList<>(
                List.of("deploy", hosts.four(), "--yes", "--idle-timeout", "1", "--rotate", "2"));
        words.addAll(List.of(more));
        done(hosts.overtap(words.toArray(String[]::new)));
    }

    private static void done(Live.Ended ended) {
        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
    }

    @Test
    @Tag("long")
    void allThatWasToldIsBroughtHomeAndCountedOnce() throws Exception {
        deploy();
        hosts.send(6001, 20);
        deploy("--probe", "pmacctd-print");
        hosts.send(6002, 30);
        deploy();
        hosts.send(6003, 40);
        Path flows = home.resolve("flows");
        done(hosts.overtap("teardown", hosts.four(), "--to", flows.toString()));
        told(flows, 90, 3);
    }

    /** Collectors that read and store otherwise, and forms that both number their records. */
    @Test
    @Tag("long")
    void anotherCollectorAndAnotherFormLoseNothingEither() throws Exception {
        deploy();
        hosts.send(6001, 20);
        deploy("--collector", "nfacctd");
        hosts.send(6002, 30);
        deploy();
        hosts.send(6003, 40);
        deploy("--collector", "nfacctd", "--wire", "ipfix");
        hosts.send(6004, 50);
        deploy("--collector", "nfacctd", "--wire", "v9");
        hosts.send(6005, 60);
        deploy("--probe", "pmacctd-print");
        hosts.send(6006, 70);
        deploy();
        hosts.send(6007, 80);
        Live.Ended verified = hosts.overtap("verify", hosts.four(), "--format", "json");
        assertThat(verified.code()).as(verified.out() + verified.err()).isZero();
        Path flows = home.resolve("flows-of-all");
        done(hosts.overtap("teardown", hosts.four(), "--to", flows.toString()));
        told(flows, 350, 7);
    }

    private static void told(Path flows, int packets, int count) throws Exception {
        JsonNode summary = hosts.sent(flows);
        assertThat(summary.path("packets").asLong()).isEqualTo(packets);
        assertThat(summary.path("bytes").asLong()).isEqualTo(packets * 100L);
        assertThat(summary.path("flows").asLong()).isEqualTo(count);
    }
}
