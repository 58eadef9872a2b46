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
    private static final String SEND = "socket(S,PF_INET,SOCK_DGRAM,0);bind(S,sockaddr_in(%d,INADDR_ANY));for(1..%d){"
            + "send(S,'x'x72,0,sockaddr_in(5001,inet_aton('10.1.1.3')));}";

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

    private static void send(int port, int packets) {
        done(Live.run(
                home,
                List.of(
                        "nsenter",
                        "--net=/run/netns/" + PREFIX + "b",
                        "--",
                        "perl",
                        "-MSocket",
                        "-e",
                        SEND.formatted(port, packets))));
    }

    @Test
    @Tag("long")
    void allThatWasToldIsBroughtHomeAndCountedOnce() throws Exception {
        deploy();
        send(6001, 20);
        deploy("--probe", "pmacctd-print");
        send(6002, 30);
        deploy();
        send(6003, 40);
        Path flows = home.resolve("flows");
        done(hosts.overtap("teardown", hosts.four(), "--to", flows.toString()));
        told(flows, 90, 3);
    }

    /** Collectors that read and store otherwise, and forms that both number their records. */
    @Test
    @Tag("long")
    void anotherCollectorAndAnotherFormLoseNothingEither() throws Exception {
        deploy();
        send(6001, 20);
        deploy("--collector", "nfacctd");
        send(6002, 30);
        deploy();
        send(6003, 40);
        deploy("--collector", "nfacctd", "--wire", "ipfix");
        send(6004, 50);
        deploy("--collector", "nfacctd", "--wire", "v9");
        send(6005, 60);
        deploy("--probe", "pmacctd-print");
        send(6006, 70);
        deploy();
        send(6007, 80);
        Live.Ended verified = hosts.overtap("verify", hosts.four(), "--format", "json");
        assertThat(verified.code()).as(verified.out() + verified.err()).isZero();
        Path flows = home.resolve("flows-of-all");
        done(hosts.overtap("teardown", hosts.four(), "--to", flows.toString()));
        told(flows, 350, 7);
    }

    private static void told(Path flows, int packets, int count) throws Exception {
        Live.Ended told = Live.overtap(
                home,
                "flows",
                flows.toString(),
                "--filter",
                "proto udp and dst port 5001",
                "--list",
                "--format",
                "json");
        done(told);
        JsonNode summary = LiveLab.json(told).path("summary");
        assertThat(summary.path("packets").asLong()).as(told.out()).isEqualTo(packets);
        assertThat(summary.path("bytes").asLong()).isEqualTo(packets * 100L);
        assertThat(summary.path("flows").asLong()).isEqualTo(count);
    }
}
