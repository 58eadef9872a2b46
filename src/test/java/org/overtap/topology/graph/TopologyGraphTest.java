package org.overtap.topology.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.ConnectivityInspector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.overtap.topology.Conversation;
import org.overtap.topology.Samples;
import org.overtap.topology.Topology;

class TopologyGraphTest {
    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    @Test
    void aShapedLinkIsTwoEdgesThroughItsShaperAndNoThird() {
        Graph<String, TopologyGraph.Edge> graph = TopologyGraph.of(Samples.shapedLink());
        assertThat(graph.containsEdge("a", "tbdelay0")).isTrue();
        assertThat(graph.containsEdge("tbdelay0", "b")).isTrue();
        assertThat(graph.containsEdge("a", "b")).isFalse();
    }

    @Test
    void aLanIsAStarWithShapersBetween() {
        Graph<String, TopologyGraph.Edge> graph = TopologyGraph.of(Samples.mixedLan());
        assertThat(graph.edgesOf("<lan0>")).hasSize(4);
        assertThat(graph.containsEdge("n1", "<lan0>")).isFalse();
        assertThat(graph.containsEdge("n3", "<lan0>")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void membersOfASegmentAreConnected(long seed) {
        Topology topology = Samples.random(seed);
        Graph<String, TopologyGraph.Edge> graph = TopologyGraph.of(topology);
        ConnectivityInspector<String, TopologyGraph.Edge> inspector = new ConnectivityInspector<>(graph);
        for (Conversation c : topology.conversations()) {
            assertThat(inspector.pathExists(c.a().node(), c.b().node())).isTrue();
        }
    }
}
