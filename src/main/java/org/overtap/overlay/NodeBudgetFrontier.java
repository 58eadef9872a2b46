package org.overtap.overlay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.overtap.overlay.cover.CostScale;
import org.overtap.overlay.cover.SwitchUse;
import org.overtap.overlay.plan.PlanException;
import org.overtap.overlay.plan.PlanOptions;
import org.overtap.overlay.taps.TapConstraints;
import org.overtap.overlay.taps.TapCoverProblem;
import org.overtap.overlay.taps.TapOptions;
import org.overtap.overlay.taps.TapSelection;
import org.overtap.placement.Limits;
import org.overtap.placement.taps.ParetoFrontier;
import org.overtap.placement.taps.TapPlacement;
import org.overtap.topology.Topology;
import org.overtap.topology.file.JsonDocument;

/**
 * What extra nodes buy: for each number of them the load that probes leave on the experiment's own nodes. Starts
 * without any (lightweight) and ends where none is left there (heavyweight); never rises.
 *
 * @param experiment the experiment's name
 * @param tap how taps are made
 * @param nicsPerNode network interfaces of an extra node
 * @param costScale what a cost of 1 is in the points: 1, or 1000 where costs are not whole numbers
 * @param points by number of extra nodes
 */
public record NodeBudgetFrontier(String experiment, String tap, int nicsPerNode, int costScale, List<Point> points) {
    public static final String SCHEMA = "overtap/frontier/1";

    public NodeBudgetFrontier {
        points = List.copyOf(points);
    }

    /**
     * One number of extra nodes.
     *
     * @param nodes at most so many
     * @param cost what probes left on the experiment's own nodes cost
     * @param lowerBound no plan leaves less
     * @param proven whether the two are equal
     * @param probes how many of these nodes run one
     * @param nics network interfaces of extra nodes in use
     * @param unseen segments that nothing sees with so few extra nodes
     */
    public record Point(int nodes, long cost, long lowerBound, boolean proven, int probes, long nics, int unseen) {
        /** With the weaker bound of a curve that has more room. */
        private Point within(ParetoFrontier roomier) {
            if (!roomier.reaches(nodes)) {
                return this;
            }
            long bound = Math.min(lowerBound, roomier.at(nodes).lowerBound());
            return new Point(nodes, cost, bound, cost == bound, probes, nics, unseen);
        }
    }

    /**
     * The curve at 0, 1, 2, 4 and so on extra nodes, and at its end.
     *
     * @throws PlanException if an option names an unknown node, or no tap of that style would see anything anywhere
     */
    public static NodeBudgetFrontier of(Topology given, PlanOptions options, TapOptions taps) {
        Topology topology = SwitchUse.granted(given);
        Planner.checkNames(topology, options);
        TappedPlanner.requireStyle(taps);
        TappedPlanner.requireTappable(topology, taps, List.of());
        TapConstraints rules = TapConstraints.of(topology, options, taps);
        Limits limits = Limits.seconds(options.seconds());
        TapCoverProblem cover = TapCoverProblem.of(topology, rules, OptionalInt.empty());
        ParetoFrontier frontier = ParetoFrontier.of(cover.problem(), limits);
        List<Point> points = new ArrayList<>();
        TapConstraints roomiest = rules.roomiest(topology);
        ParetoFrontier bounds = roomiest.sparePorts() == rules.sparePorts() && topology == given
                ? frontier
                : ParetoFrontier.of(
                        TapCoverProblem.of(given, roomiest, OptionalInt.empty()).problem(), limits);
        for (int nodes : frontier.steps()) {
            Point point = point(given, rules, frontier, cover, nodes, limits).within(bounds);
            points.add(points.isEmpty() ? point : lower(point, points.get(points.size() - 1)));
        }
        int scale = CostScale.of(topology).factor();
        return new NodeBudgetFrontier(topology.experiment(), taps.style(), taps.nicsPerNode(), scale, points);
    }

    /** What fewer nodes do, more can do too. */
    private static Point lower(Point point, Point before) {
        return point.cost() <= before.cost() || point.unseen() < before.unseen()
                ? point
                : new Point(
                        point.nodes(),
                        before.cost(),
                        point.lowerBound(),
                        before.cost() == point.lowerBound(),
                        before.probes(),
                        before.nics(),
                        before.unseen());
    }

    private static Point point(
            Topology topology,
            TapConstraints rules,
            ParetoFrontier frontier,
            TapCoverProblem cover,
            int nodes,
            Limits limits) {
        if (!frontier.reaches(nodes)) {
            TapSelection choice = TapSelection.of(topology, rules, OptionalInt.of(nodes), limits);
            int hosts = (int)
                    choice.probing().stream().filter(cover.hosts()::contains).count();
            return new Point(
                    nodes,
                    choice.cost(),
                    choice.lowerBound(),
                    choice.proven(),
                    hosts,
                    choice.nics(),
                    choice.unseen().size());
        }
        TapPlacement at = frontier.at(nodes);
        return new Point(
                nodes,
                at.cost(),
                at.lowerBound(),
                at.proven(),
                at.chosen().length,
                cover.nicsInUse(at, rules),
                cover.unseen().size());
    }

    /** Where nothing more can be taken off the experiment's own nodes. */
    public Point end() {
        return points.get(points.size() - 1);
    }

    /** The curve as a JSON document. */
    public ObjectNode document() {
        return JsonDocument.tree(SCHEMA, this);
    }
}
