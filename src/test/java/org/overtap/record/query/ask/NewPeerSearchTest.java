package org.overtap.record.query.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.record.query.FlowFindings;
import org.overtap.record.query.FlowQueryException;
import org.overtap.record.query.MadeRow;
import org.overtap.record.table.Column;

/** Pairs that are new, and pairs that only were silent or changed their ports. */
class NewPeerSearchTest {
    private static FlowFindings since(MadeTalk talk, Since since) throws Exception {
        return talk.ask(FlowPattern.NEW_PEERS, new PatternSettings(Map.of(), Optional.ofNullable(since), 0));
    }

    private static MadeTalk talk() {
        MadeTalk talk = new MadeTalk();
        for (int i = 0; i < 100; i++) {
            talk.session(i * 10, 1, 30000 + i, 2, 80);
        }
        return talk.session(5, 3, 40000, 4, 22);
    }

    @Test
    void whoTalksForTheFirstTimeIsNewAndWhoWasSilentIsNot() throws Exception {
        MadeTalk talk = talk().session(900, 4, 41000, 3, 8080)
                .session(950, 5, 42000, 1, 443)
                .session(960, 5, 42001, 1, 22);
        FlowFindings found = since(talk, null);
        assertThat(found.rows()).hasSize(1);
        assertThat(MadeTalk.fields(
                        found, 0, "src", "src_node", "dst_node", "protocol", "dst_port", "first", "flows", "bytes"))
                .containsExactly("10.0.0.5", "n5", "n1", 6L, 443L, MadeTalk.NOON + 950_000_000, 4L, 7800L);
        assertThat(found.headline())
                .startsWith("1 new pair of 3 pairs of addresses since ")
                .contains("the middle of");
        assertThat(found.sufficient()).isTrue();
    }

    @Test
    void sinceIsARunATimeOrALastPart() throws Exception {
        MadeTalk talk = talk().session(700, 6, 42000, 1, 443).session(950, 5, 42000, 1, 443);
        for (MadeRow row : talk.rows()) {
            long first = row.number(Column.FIRST) - MadeTalk.NOON;
            row.with(Column.RUN, first < 600_000_000 ? "unmarked" : first < 900_000_000 ? "warm-up" : "attack");
        }
        assertThat(since(talk, null).rows()).as("the last run").hasSize(1);
        assertThat(since(talk, null).headline()).contains("when run attack began");
        assertThat(since(talk, new Since.Run("warm-up")).rows()).hasSize(2);
        assertThat(since(talk, new Since.Last(50_000_000)).rows()).hasSize(1);
        assertThat(since(talk, new Since.Last(10_000_000)).rows()).isEmpty();
        assertThat(since(talk, new Since.Time(MadeTalk.NOON + 700_000_000)).rows())
                .hasSize(2);
        assertThat(since(talk, new Since.Time(MadeTalk.NOON + 700_000_001)).rows())
                .hasSize(1);
        assertThatThrownBy(() -> since(talk, new Since.Run("baseline")))
                .isInstanceOf(FlowQueryException.class)
                .hasMessageContaining("no flow is of a run baseline; there are ");
    }

    @Test
    void whereNothingWasMeasuredBeforeNothingIsSaid() throws Exception {
        FlowFindings found = since(talk(), new Since.Last(1_000_000_000_000L));
        assertThat(found.rows()).isEmpty();
        assertThat(found.sufficient()).isFalse();
        assertThat(found.notes()).anyMatch(note -> note.startsWith("nothing was measured before that"));
        assertThat(since(new MadeTalk(), null).sufficient()).isFalse();
        assertThatThrownBy(() ->
                        FlowPattern.HEAVY.search(new PatternSettings(Map.of(), Optional.of(new Since.Last(1)), 0)))
                .isInstanceOf(FlowQueryException.class)
                .hasMessageContaining("--ask new-peers");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void exactlyThePairsOfTheSecondPartAloneAreNew(long seed) throws Exception {
        Random random = new Random(seed);
        MadeTalk talk = new MadeTalk();
        Set<Set<Integer>> before = new HashSet<>();
        Map<Set<Integer>, Integer> after = new HashMap<>();
        for (int i = 0; i < 400; i++) {
            int from = random.nextInt(25);
            int to = 30 + random.nextInt(12);
            int at = random.nextInt(1000);
            if (random.nextBoolean()) {
                talk.asked(at, from, 1000 + i, to, random.nextInt(100));
            } else {
                talk.asked(at, to, 1000 + i, from, random.nextInt(100));
            }
            if (at < 500) {
                before.add(Set.of(from, to));
            } else {
                after.merge(Set.of(from, to), 2, Integer::sum);
            }
        }
        after.keySet().removeAll(before);
        FlowFindings found = since(talk, new Since.Time(MadeTalk.NOON + 500_000_000));
        Map<Set<Integer>, Integer> got = new HashMap<>();
        for (int i = 0; i < found.rows().size(); i++) {
            got.put(
                    Set.of(
                            Integer.valueOf(MadeTalk.field(found, i, "src_node")
                                    .toString()
                                    .substring(1)),
                            Integer.valueOf(MadeTalk.field(found, i, "dst_node")
                                    .toString()
                                    .substring(1))),
                    ((Long) MadeTalk.field(found, i, "flows")).intValue());
        }
        assertThat(got).isEqualTo(after).isNotEmpty();
    }
}
