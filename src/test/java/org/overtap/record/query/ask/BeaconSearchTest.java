package org.overtap.record.query.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.record.query.FlowFindings;
import org.overtap.record.query.FlowQuery;
import org.overtap.record.query.FlowQueryException;
import org.overtap.record.query.FlowQuestion;
import org.overtap.record.query.filter.FlowExpression;

/** Who keeps time is found, with the period; who only talks often is not. */
class BeaconSearchTest {
    private static FlowFindings beacons(MadeTalk talk) throws Exception {
        return talk.ask(FlowPattern.BEACONS, Map.of());
    }

    /** Pollers without a clock: gaps of an exponential distribution, as people's clicks are often modelled. */
    private static MadeTalk people(long seed, int pairs, int each) {
        MadeTalk talk = new MadeTalk();
        Random random = new Random(seed);
        for (int pair = 0; pair < pairs; pair++) {
            double mean = 1 + random.nextInt(100);
            double at = random.nextDouble() * 100;
            for (int i = 0; i < each; i++) {
                at += -mean * Math.log(1 - random.nextDouble());
                talk.session(at, 1 + pair, 30000 + i, 5000 + pair % 7, 443);
            }
        }
        return talk;
    }

    /** Connections with these gaps from host 1 to port 8443 of host 2. */
    private static MadeTalk beats(MadeTalk talk, int count, DoubleUnaryOperator gap) {
        double at = 5;
        for (int i = 0; i < count; i++) {
            talk.session(at, 4001, 20000 + i * 7, 4002, 8443);
            at += gap.applyAsDouble(i);
        }
        return talk;
    }

    @Test
    void aClockIsFoundWithItsPeriodAndItsEvidence() throws Exception {
        FlowFindings found = beacons(beats(people(1, 50, 40), 20, i -> 60));
        assertThat(found.rows()).hasSize(1);
        assertThat(MadeTalk.fields(
                        found,
                        0,
                        "src",
                        "src_node",
                        "dst",
                        "protocol",
                        "dst_port",
                        "src_port",
                        "period",
                        "beats",
                        "missed",
                        "jitter",
                        "mad",
                        "skew",
                        "flows",
                        "bytes",
                        "first"))
                .containsExactly(
                        MadeTalk.address(4001),
                        "n4001",
                        MadeTalk.address(4002),
                        6L,
                        8443L,
                        null,
                        60.0,
                        20L,
                        0L,
                        0.0,
                        0.0,
                        0.0,
                        20L,
                        18_000L,
                        MadeTalk.NOON + 5_000_000);
    }

    /** From port 123 to port 123 both ways: it is one beacon, and the client's. */
    @ParameterizedTest
    @ValueSource(ints = {64, 1024})
    void aTimeClientIsOneBeaconAndItsAnswersAreNone(int seconds) throws Exception {
        MadeTalk talk = people(2, 20, 30);
        Random random = new Random(7);
        for (int i = 0; i < 12; i++) {
            talk.asked(i * seconds + random.nextDouble() * 2, 4003, 123, 4004, 123);
        }
        FlowFindings found = beacons(talk);
        assertThat(found.rows()).hasSize(1);
        assertThat(MadeTalk.fields(found, 0, "src_node", "dst_node", "dst_port", "src_port"))
                .containsExactly("n4003", "n4004", 123L, 123L);
        assertThat((Double) MadeTalk.field(found, 0, "period")).isCloseTo(seconds, within(1.0));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void peopleAreNone(long seed) throws Exception {
        FlowFindings found = beacons(people(seed, 2000, 12));
        assertThat(found.rows()).isEmpty();
        assertThat(found.considered()).isGreaterThanOrEqualTo(2000);
        assertThat(found.sufficient()).isTrue();
        assertThat(beacons(people(seed, 3, 4000)).rows()).isEmpty();
    }

    /** As implants do that are told to be unpunctual: sleep is cut by up to that part. */
    @ParameterizedTest
    @CsvSource({"0.1, 15", "0.2, 20", "0.3, 30", "0.4, 60"})
    void unpunctualOnesAreFoundWhereTheyAreManyBeats(double cut, int count) throws Exception {
        for (long seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            FlowFindings found = beacons(beats(new MadeTalk(), count, i -> 30 * (1 - cut * random.nextDouble())));
            assertThat(found.rows()).as("seed " + seed).hasSize(1);
            assertThat((Double) MadeTalk.field(found, 0, "period")).isCloseTo(30 * (1 - cut / 2), within(1.2));
        }
    }

    @Test
    void missedBeatsAPauseAndSeveralConnectionsABeatDoNotHideIt() throws Exception {
        FlowFindings missed = beacons(beats(new MadeTalk(), 30, i -> i % 10 == 9 ? 40 : i == 15 ? 60 : 20));
        assertThat(missed.rows()).hasSize(1);
        assertThat(MadeTalk.fields(missed, 0, "period", "beats", "missed", "pauses"))
                .containsExactly(20.0, 30L, 4L, 0L);

        FlowFindings pause = beacons(beats(new MadeTalk(), 30, i -> i == 12 ? 3600 : 20));
        assertThat(MadeTalk.fields(pause, 0, "period", "missed", "pauses")).containsExactly(20.0, 0L, 1L);

        FlowFindings burst = beacons(beats(new MadeTalk(), 60, i -> i % 3 == 2 ? 19.8 : 0.1));
        assertThat(MadeTalk.fields(burst, 0, "period", "beats", "flows")).containsExactly(20.0, 20L, 60L);
    }

    @Test
    void halfOfTheBeatsMissedIsNoBeacon() throws Exception {
        Random random = new Random(3);
        assertThat(beacons(beats(new MadeTalk(), 40, i -> 20 * (1 + random.nextInt(4))))
                        .rows())
                .isEmpty();
    }

    @Test
    void whereNobodyTalkedOftenEnoughItIsSaid() throws Exception {
        FlowFindings few = beacons(beats(new MadeTalk(), 9, i -> 60));
        assertThat(few.rows()).isEmpty();
        assertThat(few.sufficient()).isFalse();
        assertThat(few.notes())
                .anyMatch(note -> note.contains("9 times at most") && note.contains("--threshold beats=N"));
        assertThat(beats(new MadeTalk(), 9, i -> 60)
                        .ask(FlowPattern.BEACONS, Map.of("beats", 8.0))
                        .rows())
                .hasSize(1);
    }

    @Test
    void thereIsABoundOnWhatIsHeld() {
        PatternSettings usual = new PatternSettings(Map.of(), Optional.empty(), 0);
        assertThatThrownBy(() -> new FlowQuery(
                                new FlowQuestion.Search(() -> new BeaconSearch(usual, 100)), FlowExpression.ALL, false)
                        .ask(people(1, 10, 20).flows(1)))
                .isInstanceOf(FlowQueryException.class)
                .hasMessageContaining("more than 100 flows");
    }

    /** The chance that is told is one: of exponential gaps no larger part looks that regular. */
    @Test
    void theChanceThatIsToldIsNotTooSmall() {
        Random random = new Random(5);
        int runs = 200_000;
        int[] below = new int[3];
        for (int run = 0; run < runs; run++) {
            long[] times = new long[7];
            for (int i = 1; i < times.length; i++) {
                times[i] = times[i - 1] + 1 + Math.round(-1e6 * Math.log(1 - random.nextDouble()));
            }
            double chance =
                    Rhythm.of(times).stream().mapToDouble(Rhythm::chance).min().orElse(1);
            for (int digits = 1; digits <= 3; digits++) {
                below[digits - 1] += chance < Math.pow(10, -digits) ? 1 : 0;
            }
        }
        assertThat(below[0]).isLessThan(runs / 10);
        assertThat(below[1]).isLessThan(runs / 100);
        assertThat(below[2]).isPositive().isLessThan(runs / 1000);
    }
}
