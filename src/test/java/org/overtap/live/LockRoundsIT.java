package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hundred rounds of two to four commands at once, chosen by a seed. After each, one state file at most tells of a
 * deployment, all of that runs, and nothing else is on any host. In some rounds one command is killed: what it left is
 * taken away by the next teardown.
 */
@Tag("live")
@Tag("long")
class LockRoundsIT {
    private static final int ROUNDS = Integer.getInteger("overtap.lock.rounds", 100);
    private static final int KILLED_EVERY = 5;
    private static final long SEED = 16;

    @TempDir
    static Path home;

    private static SeparateHosts hosts;
    private static AtOnce atOnce;

    private final Random random = new Random(SEED);
    private final Map<String, Integer> endings = new TreeMap<>();

    @BeforeAll
    static void hostsUp() throws Exception {
        hosts = SeparateHosts.up("ovtround-", home);
        atOnce = new AtOnce(hosts, home);
    }

    @AfterAll
    static void hostsDown() throws Exception {
        if (hosts != null) {
            hosts.close();
        }
    }

    private AtOnce.Job any(int number) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 ->
                atOnce.job("deploy", "--yes", "--idle-timeout", "1", "--rotate", String.valueOf(2 + random.nextInt(2)));
            case 4, 5, 6 -> atOnce.job("teardown", "--discard-data");
            case 7 -> atOnce.job("verify");
            case 8 -> atOnce.job("status");
            default ->
                atOnce.job("collect", "--to", home.resolve("flows-" + number).toString());
        };
    }

    private void count(boolean kill, AtOnce.Job job, Live.Ended ended) {
        boolean refused = ended.err().contains(" is at work on ");
        endings.merge(
                (kill ? "beside one that was killed: " : "") + job.words().get(0) + " "
                        + (refused && ended.code() == 1 ? "refused" : ended.code()),
                1,
                Integer::sum);
        assertThat(ended.err()).doesNotContain("something went wrong inside").doesNotContain("\tat ");
    }

    @Test
    void neverIsMoreThanOneAtWorkAndNothingIsLeftOver() throws Exception {
        int number = 0;
        int deployed = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            List<AtOnce.Running> running = new ArrayList<>();
            for (int i = 2 + random.nextInt(3); i > 0; i--) {
                running.add(atOnce.start(any(++number)));
                Thread.sleep(random.nextInt(300));
            }
            boolean kill = round % KILLED_EVERY == 0;
            if (kill) {
                Process victim = running.get(random.nextInt(running.size())).process();
                if (!victim.waitFor(1000L + random.nextInt(4000), TimeUnit.MILLISECONDS)) {
                    victim.destroyForcibly();
                }
            }
            StringBuilder told = new StringBuilder("round " + round);
            for (AtOnce.Running one : running) {
                Live.Ended ended = AtOnce.await(one);
                told.append("; ").append(one.job().words().get(0)).append(' ').append(ended.code());
                told.append(
                        ended.code() == 1 || ended.code() == 3
                                ? " (" + ended.err().strip() + ")"
                                : "");
                if (ended.code() < 128) {
                    count(kill, one.job(), ended);
                }
            }
            if (kill) {
                AtOnce.Job teardown = atOnce.job("teardown", "--discard-data");
                Live.Ended ended = atOnce.run(teardown).get(0);
                told.append("; killed one; teardown ")
                        .append(ended.code())
                        .append(' ')
                        .append(ended.err());
                assertThat(atOnce.requireOneTruth(told.toString()))
                        .as(told.toString())
                        .isFalse();
            } else if (atOnce.requireOneTruth(told.toString())) {
                deployed++;
            }
            System.out.println(told);
        }
        System.out.println("lock rounds: " + ROUNDS + ", commands " + number + ", deployed after " + deployed
                + " of them, " + endings);
        assertThat(endings.keySet())
                .contains("deploy 0", "deploy refused", "teardown 0", "teardown refused")
                .as("who looks while nobody changes anything sees all of it")
                .doesNotContain(
                        "verify 1", "verify 3", "deploy 1", "deploy 3", "teardown 1", "teardown 3", "collect 1");
    }
}
