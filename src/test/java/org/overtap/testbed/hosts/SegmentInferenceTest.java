package org.overtap.testbed.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.hosts.inventory.HostPort;
import org.overtap.topology.DiscoveryNote;
import org.overtap.topology.Endpoint;

class SegmentInferenceTest {
    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    private static Set<Set<Endpoint>> segments(SegmentInference.Inferred inferred) {
        return SimulatedLinks.several(inferred.domains().stream()
                .map(domain -> domain.stream().map(HostPort::endpoint).toList())
                .toList());
    }

    /** Few subnets on many wires, some hosts on several; at most one host is on a wire twice. */
    @ParameterizedTest
    @MethodSource("seeds")
    void whateverIsPluggedWhereIsFoundFromAnswersAlone(int seed) throws Exception {
        Random random = new Random(seed);
        SimulatedLinks links = new SimulatedLinks(random);
        int wires = 1 + random.nextInt(6);
        int hosts = 2 + random.nextInt(4);
        int next = 1;
        for (int wire = 0; wire < wires; wire++) {
            int subnet = random.nextInt(2);
            boolean six = random.nextInt(3) == 0;
            int twice = random.nextInt(hosts + 1);
            for (int host = 0; host < hosts; host++) {
                int times = random.nextBoolean() ? 0 : host == twice ? 2 : 1;
                for (int i = 0; i < times; i++) {
                    String address =
                            six ? "fd00:" + subnet + "::" + next + "/64" : "10.1." + subnet + "." + next + "/24";
                    links.plug("n" + host, "eth" + next, wire, address);
                    next++;
                }
            }
        }

        SegmentInference.Inferred inferred = SegmentInference.of(links.ports(), links);

        assertThat(segments(inferred)).isEqualTo(links.segments());
    }

    @Test
    void oneLanOfManyIsAskedOnceAMember() throws Exception {
        SimulatedLinks links = new SimulatedLinks(new Random(1));
        for (int i = 0; i < 200; i++) {
            links.plug("n" + i, "eth1", 0, "10.0.0." + (i + 1) + "/24");
        }
        assertThat(segments(SegmentInference.of(links.ports(), links))).hasSize(1);
        assertThat(links.questions()).isEqualTo(199);
    }

    @Test
    void oneSubnetOnTwoLinksIsTold() throws Exception {
        SimulatedLinks links = new SimulatedLinks(new Random(1));
        links.plug("a", "eth1", 0, "10.0.0.1/24");
        links.plug("b", "eth1", 0, "10.0.0.2/24");
        links.plug("b", "eth2", 1, "10.0.0.3/24");
        links.plug("c", "eth1", 1, "10.0.0.4/24");
        SegmentInference.Inferred inferred = SegmentInference.of(links.ports(), links);
        assertThat(inferred.findings())
                .extracting(DiscoveryNote::text)
                .containsExactly("is on 2 segments that do not reach each other: a:eth1, b:eth1; b:eth2, c:eth1");
    }

    @Test
    void aRouterThatAnswersForOthersJoinsNothing() throws Exception {
        SimulatedLinks links = new SimulatedLinks(new Random(1));
        HostPort a = links.plug("a", "eth1", 0, "10.0.0.1/24");
        HostPort b = links.plug("b", "eth1", 1, "10.0.0.2/24");
        Neighbours proxied = questions -> {
            Map<Neighbours.Question, Neighbours.Answer> answers = new HashMap<>();
            questions.forEach(q -> answers.put(q, Neighbours.Answer.of("02:ff:ff:ff:ff:ff")));
            return answers;
        };
        assertThat(SegmentInference.of(List.of(a, b), proxied).domains()).hasSize(2);
    }

    @Test
    void whereNobodyCanAskTheSubnetDecidesAndThatIsTold() throws Exception {
        SimulatedLinks links = new SimulatedLinks(new Random(1));
        HostPort a = links.plug("a", "eth1", 0, "10.0.0.1/24");
        HostPort b = links.plug("b", "eth1", 0, "10.0.0.2/24");
        Neighbours mute = questions -> {
            Map<Neighbours.Question, Neighbours.Answer> answers = new HashMap<>();
            questions.forEach(q -> answers.put(q, Neighbours.Answer.cannot("no ping on b")));
            return answers;
        };
        SegmentInference.Inferred inferred = SegmentInference.of(List.of(a, b), mute);
        assertThat(segments(inferred)).hasSize(1);
        assertThat(inferred.findings()).extracting(DiscoveryNote::text).anyMatch(text -> text.contains("no ping on b"));
    }

    @Test
    void oneAddressOnTwoHostsIsRefusedWithBothNamed() {
        SimulatedLinks links = new SimulatedLinks(new Random(1));
        links.plug("a", "eth1", 0, "10.0.0.1/24");
        links.plug("b", "eth3", 1, "10.0.0.1/24");
        assertThatThrownBy(() -> SegmentInference.of(links.ports(), links))
                .isInstanceOf(TestbedException.class)
                .hasMessageContainingAll("a:eth1", "b:eth3", "10.0.0.1", "interfaces:");
    }
}
