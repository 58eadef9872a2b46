package org.overtap.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of a segment is what simulated bridges, shapers and captures show. */
class SegmentVisibilityTest {
    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    /** All conversations, each with the interfaces that captured it. */
    private static Map<Conversation, Set<Endpoint>> captures(Segment segment) {
        SimulatedSegment simulated = new SimulatedSegment(segment);
        Map<Conversation, Set<Endpoint>> captures = new HashMap<>();
        segment.conversations().forEach(c -> captures.put(c, simulated.exchange(c.a(), c.b())));
        return captures;
    }

    private static Endpoint where(VantagePoint vantage) {
        return new Endpoint(vantage.node(), vantage.iface());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aVantagePointSeesWhatACaptureThereShows(long seed) {
        Segment segment = new RandomSegment(seed).build(true);
        SegmentVisibility visibility = SegmentVisibility.of(segment);
        captures(segment).forEach((c, captured) -> {
            List<VantagePoint> expected = VantagePoint.of(segment).stream()
                    .filter(v -> captured.contains(where(v)))
                    .toList();
            assertThat(visibility.seeing(c.a(), c.b())).isEqualTo(expected);
            assertThat(VantagePoint.of(segment).stream().filter(v -> SegmentVisibility.sees(segment, v, c.a(), c.b())))
                    .isEqualTo(expected);
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatSomeProbesMissIsWhatNoneOfThemCaptures(long seed) {
        Segment segment = new RandomSegment(seed).build(true);
        Random random = new Random(seed);
        Map<Conversation, Set<Endpoint>> captures = captures(segment);
        for (int i = 0; i < 20; i++) {
            int share = random.nextInt(5);
            Set<Endpoint> watched = VantagePoint.of(segment).stream()
                    .filter(v -> random.nextInt(4) < share)
                    .map(SegmentVisibilityTest::where)
                    .collect(Collectors.toSet());
            Set<Endpoint> hidden = SegmentVisibility.of(segment).hidden(v -> watched.contains(where(v))).stream()
                    .map(Member::endpoint)
                    .collect(Collectors.toSet());
            captures.forEach((c, captured) -> assertThat(hidden.containsAll(List.of(c.a(), c.b())))
                    .as(c + " watched at " + watched)
                    .isEqualTo(captured.stream().noneMatch(watched::contains)));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theNeededPlacesAreTheFewestNodesThatCaptureAll(long seed) {
        Segment segment = new RandomSegment(seed).build(true);
        List<String> nodes =
                segment.talkers().stream().map(Member::node).distinct().toList();
        Map<Conversation, Set<Endpoint>> captures = captures(segment);
        int fewest = nodes.size();
        for (int choice = 0; choice < 1 << nodes.size(); choice++) {
            Set<String> probing = chosen(nodes, choice);
            boolean all = captures.values().stream()
                    .allMatch(captured -> captured.stream().anyMatch(at -> probing.contains(at.node())));
            fewest = all ? Math.min(fewest, probing.size()) : fewest;
        }
        assertThat(SegmentVisibility.of(segment).needed()).isEqualTo(fewest);
    }

    /** Among them shapers that stand before several members, switches and listeners. */
    @ParameterizedTest
    @MethodSource("seeds")
    void nodesSeeAllExactlyIfTheyHitAsManyPlacesAsAreNeeded(long seed) {
        Segment segment = new RandomSegment(seed).build(false);
        for (int choice = 0; choice < 1 << nodes(segment).size(); choice++) {
            Set<String> probing = chosen(nodes(segment), choice);
            assertThat(placesHit(segment, probing)
                            >= SegmentVisibility.of(segment).needed())
                    .as(probing.toString())
                    .isEqualTo(seesAll(segment, probing));
        }
    }

    /** Where a node has several ports, two shapers may see between them what no place says that one does. */
    @ParameterizedTest
    @MethodSource("seeds")
    void nodesThatHitAsManyPlacesAsAreNeededSeeAll(long seed) {
        Segment segment = new RandomSegment(seed).build(true);
        for (int choice = 0; choice < 1 << nodes(segment).size(); choice++) {
            Set<String> probing = chosen(nodes(segment), choice);
            assertThat(placesHit(segment, probing)
                                    < SegmentVisibility.of(segment).needed()
                            || seesAll(segment, probing))
                    .as(probing.toString())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Medium.class)
    void theCountAloneSaysWhatTheSegmentDoes(Medium medium) {
        for (int n = 2; n <= (medium == Medium.POINT_TO_POINT ? 2 : 7); n++) {
            Segment segment = plain(medium, n);
            assertThat(SegmentVisibility.needed(medium, n))
                    .isEqualTo(SegmentVisibility.of(segment).needed())
                    .isEqualTo(fewest(segment));
        }
    }

    @Test
    void aLanOfAMillionIsAskedByItsCount() {
        assertThat(SegmentVisibility.needed(Medium.SWITCHED, 1_000_000)).isEqualTo(999_999);
        assertThat(SegmentVisibility.needed(Medium.FLOODING, 1_000_000)).isEqualTo(1);
        assertThat(SegmentVisibility.needed(Medium.SWITCHED, 1)).isZero();
    }

    @Test
    void aShaperBeforeBothPortsOfANodeSeesAllOfIt() {
        List<Member> members = List.of(Member.plain("a", "eth1"), Member.plain("a", "eth2"), Member.plain("b", "eth1"));
        List<Shaper> both = List.of(
                new Shaper("d0", "eth1", "eth2", members.get(0).endpoint()),
                new Shaper("d0", "eth3", "eth4", members.get(1).endpoint()));
        Segment lan = new Lan("s", Medium.SWITCHED, members, both);
        assertThat(seers(lan, 0)).containsExactlyInAnyOrder("d0", "a");
        Segment half = new Lan("s", Medium.SWITCHED, members, both.subList(0, 1));
        assertThat(seers(half, 0)).containsExactly("a");
    }

    @Test
    void aSwitchThatIsOnlyKnownShowsNothing() {
        Optional<CarryingSwitch> dark = Optional.of(new CarryingSwitch("sw", "br0", List.of()));
        Segment lan = new Lan("s", Medium.SWITCHED, plain(Medium.SWITCHED, 3).members(), List.of(), dark);
        assertThat(VantagePoint.of(lan)).extracting(VantagePoint::node).doesNotContain("sw");
    }

    private static Set<String> seers(Segment segment, int place) {
        return SegmentVisibility.of(segment).places().get(place).seers().stream()
                .map(VantagePoint::node)
                .collect(Collectors.toSet());
    }

    private static Segment plain(Medium medium, int n) {
        List<Member> members = LongStream.rangeClosed(1, n)
                .mapToObj(i -> Member.plain("n" + i, "eth1"))
                .toList();
        return medium == Medium.POINT_TO_POINT
                ? new Link("s", members, List.of())
                : new Lan("s", medium, members, List.of());
    }

    private static int fewest(Segment segment) {
        List<String> nodes = nodes(segment);
        int fewest = nodes.size();
        for (int choice = 0; choice < 1 << nodes.size(); choice++) {
            Set<String> probing = chosen(nodes, choice);
            fewest = seesAll(segment, probing) ? Math.min(fewest, probing.size()) : fewest;
        }
        return fewest;
    }

    private static List<String> nodes(Segment segment) {
        return VantagePoint.of(segment).stream()
                .map(VantagePoint::node)
                .distinct()
                .toList();
    }

    private static Set<String> chosen(List<String> nodes, int choice) {
        Set<String> chosen = new LinkedHashSet<>();
        for (int i = 0; i < nodes.size(); i++) {
            if ((choice >> i & 1) == 1) {
                chosen.add(nodes.get(i));
            }
        }
        return chosen;
    }

    private static long placesHit(Segment segment, Set<String> probing) {
        return SegmentVisibility.of(segment).places().stream()
                .filter(place -> place.seers().stream().anyMatch(v -> probing.contains(v.node())))
                .count();
    }

    private static boolean seesAll(Segment segment, Set<String> probing) {
        Set<Endpoint> watched = new HashSet<>();
        VantagePoint.of(segment).stream()
                .filter(v -> probing.contains(v.node()))
                .forEach(v -> watched.add(where(v)));
        return captures(segment).values().stream()
                .allMatch(captured -> captured.stream().anyMatch(watched::contains));
    }
}
