package org.overtap.lifecycle.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.overtap.instrument.Counter;

class DataPathTest {
    private static final DataPath.Taker SOUND = new DataPath.Taker(
            "n3", "alive", Map.of(Counter.DROPPED_BY_KERNEL, 0L), Optional.of(true), Optional.empty());

    private static DataPath path(
            Map<Counter, Long> counters, DataPath.Taker taker, Optional<Boolean> arrived, long stored, boolean stale) {
        return DataPath.of(new DataPath.Facts(
                "alive",
                counters,
                Optional.of(taker),
                arrived,
                OptionalLong.of(stored),
                stale,
                Optional.empty(),
                0,
                15,
                60));
    }

    private static Map<Counter, Long> counted(long received, long processed, long exported) {
        return Map.of(Counter.RECEIVED, received, Counter.PROCESSED, processed, Counter.EXPORTED, exported);
    }

    @Test
    void dataStopsWhereTheFirstCounterStaysAtNothing() {
        assertThat(path(counted(0, 0, 0), SOUND, Optional.of(false), 0, false).stops())
                .contains(DataStop.SEES_NOTHING);
        DataPath blind = path(counted(153, 0, 0), SOUND, Optional.of(false), 0, false);
        assertThat(blind.stops()).contains(DataStop.PROCESSES_NOTHING);
        assertThat(blind.why()).contains("153 packets", "blind");
        assertThat(path(counted(9, 9, 0), SOUND, Optional.of(false), 0, false).stops())
                .contains(DataStop.EXPORTS_NOTHING);
        assertThat(path(counted(9, 9, 3), SOUND, Optional.of(false), 0, false).stops())
                .contains(DataStop.DOES_NOT_ARRIVE);
        assertThat(path(counted(9, 9, 3), SOUND, Optional.of(true), 0, false).stops())
                .contains(DataStop.NOT_STORED);
        DataPath through = path(counted(9, 9, 3), SOUND, Optional.of(true), 3, false);
        assertThat(through.stops()).contains(DataStop.NOWHERE);
        assertThat(through.why()).isEmpty();
    }

    @Test
    void whatIsNotToldIsNotGuessed() {
        assertThat(path(Map.of(), SOUND, Optional.empty(), 0, false).stops()).isEmpty();
        assertThat(path(Map.of(), SOUND, Optional.of(false), 0, false).stops())
                .as("it may have seen nothing")
                .isEmpty();
        DataPath.Taker silent = new DataPath.Taker("n3", "alive", Map.of(), Optional.empty(), Optional.empty());
        assertThat(path(counted(9, 9, 3), silent, Optional.of(true), 3, true).stops())
                .isEmpty();
        assertThat(DataPath.of(new DataPath.Facts(
                                "unreachable",
                                Map.of(),
                                Optional.of(SOUND),
                                Optional.empty(),
                                OptionalLong.empty(),
                                false,
                                Optional.empty(),
                                0,
                                15,
                                60))
                        .stops())
                .isEmpty();
    }

    @Test
    void whereAFilterLetsNothingPassItIsNamed() {
        DataPath path = DataPath.of(new DataPath.Facts(
                "alive",
                counted(0, 0, 0),
                Optional.of(SOUND),
                Optional.of(false),
                OptionalLong.of(0),
                false,
                Optional.of("udp port 9"),
                0,
                15,
                60));
        assertThat(path.stops()).contains(DataStop.SEES_NOTHING);
        assertThat(path.why()).isEqualTo("no packet that its filter lets pass (udp port 9) reached its capture");
        assertThat(path.next()).endsWith("(--filter)");
    }

    private static DataPath early(Optional<DataPath.Taker> taker, Optional<Boolean> arrived) {
        return DataPath.of(new DataPath.Facts(
                "alive", counted(9, 9, 3), taker, arrived, OptionalLong.of(0), false, Optional.empty(), 7, 15, 60));
    }

    @Test
    void beforeAnythingCanBeStoredNothingIsSaidToStop() {
        DataPath way = early(Optional.of(SOUND), Optional.of(false));
        assertThat(way.stops()).isEmpty();
        assertThat(way.why()).isEqualTo("nothing of it reached the collector on n3 yet, which may take 7 s more");
        DataPath file = early(Optional.of(SOUND), Optional.of(true));
        assertThat(file.stops()).isEmpty();
        assertThat(file.why()).contains("none is in a closed file yet, which may take 7 s more");
        DataPath own = early(Optional.empty(), Optional.empty());
        assertThat(own.stops()).isEmpty();
        assertThat(own.why()).contains("no file with a record yet, which may take 7 s more");
    }

    /** Its place was another probe's before, or it was started again. */
    @Test
    void whatWasStoredBeforeItWasStartedIsNotItsOwn() {
        DataPath nothing = path(counted(0, 0, 0), SOUND, Optional.of(true), 40, false);
        assertThat(nothing.stops()).contains(DataStop.SEES_NOTHING);
        assertThat(nothing.why()).isEqualTo("no packet reached its capture since it was started");
        assertThat(path(counted(20, 0, 0), SOUND, Optional.of(true), 40, false).stops())
                .contains(DataStop.PROCESSES_NOTHING);
        assertThat(path(counted(20, 20, 0), SOUND, Optional.of(true), 40, false).why())
                .isEqualTo("it has sent no record yet since it was started");
    }

    @Test
    void whatCameThroughOnceCanStopLater() {
        assertThat(path(counted(9, 9, 3), SOUND, Optional.of(true), 3, true).stops())
                .contains(DataStop.DOES_NOT_ARRIVE);
        DataPath.Taker stuck = new DataPath.Taker("n3", "alive", Map.of(), Optional.of(false), Optional.empty());
        assertThat(path(counted(9, 9, 3), stuck, Optional.of(true), 3, true).stops())
                .contains(DataStop.NOT_STORED);
        DataPath.Taker ended =
                new DataPath.Taker("n3", "dead", Map.of(), Optional.of(false), Optional.of("too little is left"));
        DataPath path = path(counted(9, 9, 3), ended, Optional.of(true), 3, false);
        assertThat(path.stops()).contains(DataStop.DOES_NOT_ARRIVE);
        assertThat(path.why()).contains("ended by its guard", "too little is left");
    }
}
