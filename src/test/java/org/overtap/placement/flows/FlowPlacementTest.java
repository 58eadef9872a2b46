package org.overtap.placement.flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.overtap.placement.CoverProblem;
import org.overtap.placement.CoverProblemBuilder;
import org.overtap.placement.Limits;
import org.overtap.placement.Placement;
import org.overtap.placement.multicover.ExactPlacement;

class FlowPlacementTest {
    @Test
    void theChoiceIsTheCheapestThatSeesEveryPair() {
        for (int seed = 0; seed < 2500; seed++) {
            Instance instance = random(seed, 9);
            Placement found = place(instance, Optional.empty());
            assertThat(FlowPlacement.unseen(instance.paths, found.asBitSet()))
                    .as("seed " + seed)
                    .isZero();
            assertThat(found.cost()).as("seed " + seed).isEqualTo(bruteForce(instance));
            assertThat(found.proven()).isTrue();
        }
    }

    @Test
    void neverDearerThanSeeingEveryLink() {
        for (int seed = 0; seed < 100; seed++) {
            Instance instance = random(seed, 40);
            Placement links = new ExactPlacement().place(instance.links, Limits.seconds(1));
            Placement flows = place(instance, Optional.of(links));
            assertThat(FlowPlacement.unseen(instance.paths, links.asBitSet())).isZero();
            assertThat(FlowPlacement.unseen(instance.paths, flows.asBitSet())).isZero();
            assertThat(flows.cost()).as("seed " + seed).isLessThanOrEqualTo(links.cost());
        }
    }

    @Test
    void whereEveryNodeIsAHostFlowsNeedAsManyAsLinks() {
        for (int seed = 0; seed < 60; seed++) {
            Instance all = everyNodeAHost(seed);
            long links =
                    new ExactPlacement().place(all.links, Limits.seconds(1)).cost();
            assertThat(place(all, Optional.empty()).cost()).as("seed " + seed).isEqualTo(links);
        }
    }

    @Test
    void everyPairHasOneOwnerOnItsPath() {
        for (int seed = 0; seed < 100; seed++) {
            Instance instance = random(seed, 30);
            BitSet chosen = place(instance, Optional.empty()).asBitSet();
            FlowAssignment owners = FlowAssignment.of(instance.paths, chosen, (from, to) -> 1);
            long owned = 0;
            for (int from = 0; from < instance.paths.ends(); from++) {
                for (int to = 0; to < instance.paths.ends(); to++) {
                    int owner = owners.owner(from, to);
                    assertThat(owner >= 0).isEqualTo(instance.paths.connected(from, to));
                    if (owner >= 0) {
                        owned++;
                        assertThat(chosen.get(owner)).isTrue();
                        assertThat(instance.paths.seers(from, to)).contains(owner);
                    }
                }
            }
            assertThat(owners.totalLoad()).isEqualTo(owned);
        }
    }

    @Test
    void noFlowCouldMoveToAMuchIdlerOwner() {
        Instance instance = random(7, 60);
        BitSet chosen = place(instance, Optional.empty()).asBitSet();
        FlowAssignment owners = FlowAssignment.of(instance.paths, chosen, (from, to) -> 1 + (from + to) % 3);
        for (int from = 0; from < instance.paths.ends(); from++) {
            for (int to = 0; to < instance.paths.ends(); to++) {
                int owner = owners.owner(from, to);
                if (owner >= 0) {
                    long weight = 1 + (from + to) % 3;
                    assertThat(Arrays.stream(instance.paths.seers(from, to)).filter(chosen::get))
                            .allMatch(v -> owners.load(v) + weight >= owners.load(owner));
                }
            }
        }
    }

    @Test
    void hopsThatLeadRoundInACircleAreNoPath() {
        int[][] towards = {{FlowPaths.NONE, 0, 1}, {2, FlowPaths.NONE, FlowPaths.NONE}};
        FlowPaths paths = new FlowPaths(3, new int[] {0, 1}, towards, new int[] {2, 1, 1}, new int[][] {{}, {}, {}});
        assertThat(paths.connected(1, 0)).isFalse();
        assertThat(paths.connected(0, 1)).isTrue();
    }

    @Test
    void aForbiddenNodeIsNotChosenAndWhatOnlyItSeesStaysUnseen() {
        Instance path = new Instance(2, new int[] {0, 1}, new int[][] {{0, 1}}, new long[] {1, 1});
        CoverProblem orders = CoverProblem.builder(2).forbid(0).forbid(1).build();
        Placement none = FlowPlacement.of(path.paths, orders, Optional.empty(), Limits.none());
        assertThat(none.chosen()).isEmpty();
        assertThat(FlowPlacement.unseen(path.paths, none.asBitSet())).isEqualTo(2);
    }

    private static Placement place(Instance instance, Optional<Placement> links) {
        return FlowPlacement.of(instance.paths, instance.links, links, Limits.seconds(2));
    }

    private static long bruteForce(Instance instance) {
        long best = Long.MAX_VALUE;
        for (long bits = 0; bits < 1L << instance.nodes; bits++) {
            BitSet choice = BitSet.valueOf(new long[] {bits});
            long cost = choice.stream().mapToLong(instance.links::cost).sum();
            if (cost < best && FlowPlacement.unseen(instance.paths, choice) == 0) {
                best = cost;
            }
        }
        return best;
    }

    private static Instance random(int seed, int most) {
        Random random = new Random(seed);
        int n = 3 + random.nextInt(most - 2);
        int[] ends = random.ints(0, n)
                .distinct()
                .limit(2 + random.nextInt(n - 1))
                .sorted()
                .toArray();
        long[] costs = new long[n];
        Arrays.setAll(costs, v -> random.nextInt(4) == 0 ? random.nextInt(5) : 1);
        return new Instance(n, ends, links(random, n), costs);
    }

    private static Instance everyNodeAHost(int seed) {
        Random random = new Random(seed);
        int n = 3 + random.nextInt(25);
        int[] ends = new int[n];
        long[] costs = new long[n];
        Arrays.setAll(ends, v -> v);
        Arrays.fill(costs, 1);
        return new Instance(n, ends, links(random, n), costs);
    }

    private static int[][] links(Random random, int n) {
        int extra = random.nextInt(n);
        int[][] links = new int[n - 1 + extra][];
        for (int v = 1; v < n; v++) {
            links[v - 1] = new int[] {v, random.nextInt(v)};
        }
        for (int i = 0; i < extra; i++) {
            int u = random.nextInt(n);
            links[n - 1 + i] = new int[] {u, (u + 1 + random.nextInt(n - 1)) % n};
        }
        return links;
    }

    /** Nodes and links with shortest paths between some of the nodes; some links are also seen by a third node. */
    private static final class Instance {
        final int nodes;
        final FlowPaths paths;
        final CoverProblem links;

        Instance(int nodes, int[] ends, int[][] links, long[] costs) {
            this.nodes = nodes;
            int[] hopTo = new int[2 * links.length];
            int[][] standing = new int[2 * links.length][];
            CoverProblemBuilder builder = CoverProblem.builder(nodes);
            for (int v = 0; v < nodes; v++) {
                builder.cost(v, costs[v]);
            }
            for (int i = 0; i < links.length; i++) {
                int third = (links[i][0] + links[i][1]) % 5 == 0 ? (links[i][0] + links[i][1] + 1) % nodes : -1;
                int[] more = third < 0 ? new int[0] : new int[] {third};
                hopTo[2 * i] = links[i][1];
                hopTo[2 * i + 1] = links[i][0];
                standing[2 * i] = more;
                standing[2 * i + 1] = more;
                if (third < 0) {
                    builder.link(links[i][0], links[i][1]);
                } else {
                    builder.shapedLink(links[i][0], links[i][1], third);
                }
            }
            int[][] towards =
                    Arrays.stream(ends).mapToObj(end -> tree(nodes, end, links)).toArray(int[][]::new);
            this.links = builder.build();
            this.paths = new FlowPaths(nodes, ends, towards, hopTo, standing);
        }

        private static int[] tree(int nodes, int root, int[][] links) {
            int[] hop = new int[nodes];
            Arrays.fill(hop, FlowPaths.NONE);
            Deque<Integer> queue = new ArrayDeque<>();
            queue.add(root);
            while (!queue.isEmpty()) {
                int at = queue.poll();
                for (int i = 0; i < links.length; i++) {
                    for (int side = 0; side < 2; side++) {
                        int other = links[i][1 - side];
                        if (links[i][side] == at && other != root && hop[other] == FlowPaths.NONE) {
                            hop[other] = 2 * i + 1 - side;
                            queue.add(other);
                        }
                    }
                }
            }
            return hop;
        }
    }
}
