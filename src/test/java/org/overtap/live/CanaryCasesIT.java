package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Canaries among other people's traffic, on hosts some of which cannot take part, over links that are hard to tell. */
@Tag("live")
@Order(7)
class CanaryCasesIT {
    @TempDir
    static Path home;

    private static CanaryHosts hosts;

    @BeforeAll
    static void hostsUp() throws Exception {
        hosts = CanaryHosts.up(home);
    }

    @AfterAll
    static void hostsDown() throws Exception {
        if (hosts != null) {
            hosts.overtap("teardown", "--discard-data");
            hosts.close();
        }
    }

    private static void deploy(String... more) {
        List<String> words =
                new ArrayList<>(List.of("--yes", "--idle-timeout", "3", "--rotate", "2", "--exclude", "b"));
        words.addAll(List.of(more));
        Live.Ended ended = hosts.overtap("deploy", words.toArray(String[]::new));
        assertThat(ended.code()).as(ended.err()).isZero();
    }

    private static Live.Ended verify() {
        return hosts.overtap("verify", "--format", "json");
    }

    private static void requireAll(Live.Ended verify, int conversations) throws Exception {
        assertThat(verify.code()).as(verify.out() + verify.err()).isZero();
        JsonNode told = LiveLab.json(verify);
        assertThat(told.path("conversations").asInt()).isEqualTo(conversations);
        assertThat(told.path("exactlyOnce").asInt()).isEqualTo(conversations);
        assertThat(told.path("missing")).isEmpty();
        assertThat(told.path("unanswered")).isEmpty();
    }

    /** A user pings over every conversation, and two verify at the same time. */
    @Case("B1 B2")
    void othersPingsAndAnotherVerifyChangeNothing() throws Exception {
        deploy();
        List<Process> pings = new ArrayList<>();
        String[][] all = {
            {"a", "10.5.1.2"}, {"a", "10.5.1.3"}, {"b", "10.5.1.3"}, {"c", "10.5.2.2"},
            {"c", "10.5.2.4"}, {"a", "10.5.3.2"}, {"a", "fd00:5:3::2"}, {"a", "10.5.4.2"}
        };
        try {
            for (String[] one : all) {
                pings.add(hosts.start(one[0], "ping", "-i", "1", one[1]));
            }
            CompletableFuture<Live.Ended> other = CompletableFuture.supplyAsync(CanaryCasesIT::verify);
            requireAll(verify(), 7);
            requireAll(other.get(), 7);
        } finally {
            pings.forEach(Process::destroy);
        }
        assertThat(hosts.canaries()).isEmpty();
    }

    /**
     * b is not entered, a's second link to d is down, and with strict filters c and d drop what comes by the second of
     * their two links, which have one subnet.
     */
    @Case("B5 B6")
    void whatCannotTakePartIsNamedAndWhatIsNotAnsweredIsNotCalledMissingAndAllElseIsJudged() throws Exception {
        deploy();
        Live.Ended verify;
        hosts.stopSshd();
        hosts.on("a", "ip", "link", "set", "eth3", "down");
        filter(1);
        try {
            verify = verify();
        } finally {
            filter(0);
            hosts.on("a", "ip", "link", "set", "eth3", "up");
            hosts.startSshd();
        }
        assertThat(verify.code()).as(verify.err()).isEqualTo(3);
        JsonNode told = LiveLab.json(verify);
        assertThat(told.path("conversations").asInt()).isEqualTo(7);
        assertThat(told.path("exactlyOnce").asInt()).as(verify.out()).isEqualTo(3);
        assertThat(told.path("missing")).isEmpty();
        assertThat(told.path("unanswered")).hasSize(4);
        assertThat(told.path("unanswered").toString())
                .contains("a <-> d", "its interface eth3 is down")
                .contains("a <-> b", "b <-> c", "cannot log in on b")
                .contains("c <-> d", "bound to eth", "in the same network");
        assertThat(hosts.canaries()).isEmpty();
    }

    private static void filter(int strict) {
        for (String node : List.of("c", "d")) {
            hosts.on(
                    node, "sh", "-c", "for f in /proc/sys/net/ipv4/conf/*/rp_filter; do echo " + strict + " >$f; done");
            hosts.on(node, "ip", "neigh", "flush", "all");
        }
    }

    /** b knows a way to d, and d none back; a and d have addresses on two links of their own, and of both families. */
    @Case("A8 B7")
    void flowsAreAskedForAsThePlanListsThemAndByEachAddress() throws Exception {
        deploy("--cover", "flows", "--hosts", "a,b,d");
        Live.Ended planned =
                hosts.overtap("plan", "--cover", "flows", "--hosts", "a,b,d", "--exclude", "b", "--format", "json");
        JsonNode flows = LiveLab.json(planned).path("flows");
        Set<String> listed = new TreeSet<>();
        flows.path("owners")
                .forEach(o -> listed.add(o.path("from").asText() + o.path("to").asText()));
        assertThat(listed).containsExactly("ab", "ad", "ba", "bd", "da");
        Set<String> byLink = new TreeSet<>();
        flows.path("owners").forEach(o -> o.path("addresses")
                .forEach(address -> byLink.add(
                        o.path("from").asText() + " " + address.asText().replaceFirst("\\.\\d+$", "") + " at "
                                + o.path("owner").asText())));
        assertThat(byLink).isNotEmpty();
        requireAll(verify(), listed.size());
    }
}
