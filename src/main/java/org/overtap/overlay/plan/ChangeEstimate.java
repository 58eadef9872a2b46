package org.overtap.overlay.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * What it costs to add machines to a running experiment, to be read before anything is changed.
 *
 * @param nics network interfaces that the added machines use, control interfaces not counted
 * @param minutes estimate of how long the experiment does not run
 * @param nodesAtRisk nodes that may come up as other machines with fresh disks
 * @param eventsReplayed whether the experiment's events start from the beginning
 * @param intrusion what is put into the way of traffic
 * @param machines the added machines, kind by kind
 * @param nodesRebooted nodes that boot again, which ends every process on them
 * @param newExperiment the other experiment that it takes, where this one cannot be changed; this one stays as it is then
 */
public record ChangeEstimate(
        int nics,
        int minutes,
        int nodesAtRisk,
        boolean eventsReplayed,
        List<Intrusion> intrusion,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Machines> machines,
        int nodesRebooted,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<NewExperiment> newExperiment) {

    /**
     * Added hops on one segment.
     *
     * @param segment the segment
     * @param hops machines added on the way between two members, at most
     * @param members the members behind an added machine
     * @param bandwidths what members get that had another bandwidth
     */
    public record Intrusion(
            String segment,
            int hops,
            List<String> members,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Bandwidth> bandwidths) {
        public Intrusion {
            members = List.copyOf(members);
            bandwidths = bandwidths == null ? List.of() : List.copyOf(bandwidths);
        }
    }

    /**
     * Another bandwidth at a member's port, in both directions.
     *
     * @param member its node
     * @param before kbit/s as it is
     * @param kbitPerSecond kbit/s as it would be
     */
    public record Bandwidth(String member, long before, long kbitPerSecond) {}

    /**
     * Added machines of one kind.
     *
     * @param kind shaper, tap or collector
     * @param type what the testbed is asked for ({@code pc}: any of its machines will do); absent where none is asked
     * @param nodes how many, at the usual packing of two links a shaper
     * @param nodesMax how many at the worst packing
     * @param nics network interfaces that they use, control interfaces not counted
     */
    public record Machines(
            String kind,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> type,
            int nodes,
            int nodesMax,
            int nics) {
        public Machines {
            type = type == null ? Optional.empty() : type;
        }
    }

    /**
     * An experiment that the user is to start, on machines of its own, because the one that runs cannot be changed.
     *
     * @param reason why it cannot
     * @param nodes machines that the new one takes, the added ones among them
     * @param nodesMax how many at worst
     */
    public record NewExperiment(String reason, int nodes, int nodesMax) {
        /**
         * The plan with the bill for that, which is another than for machines that are added to what runs.
         *
         * @param free what the testbed could give to a new experiment, if it tells
         */
        public static OverlayPlan billed(OverlayPlan plan, String reason, Optional<FreeNodes> free) {
            int own = plan.bill().map(ChangeEstimate::nodesAtRisk).orElse(0);
            ExtraNodes extra = plan.extra().beside(own, free);
            NewExperiment anew = new NewExperiment(reason, own + extra.nodes(), own + extra.nodesMax());
            return new OverlayPlan(
                    plan.experiment(),
                    plan.mode(),
                    plan.topology(),
                    plan.probes(),
                    plan.collectors(),
                    plan.coverage(),
                    plan.bound(),
                    plan.segments(),
                    extra,
                    plan.export(),
                    plan.timing(),
                    plan.collecting(),
                    plan.notes(),
                    plan.abridged(),
                    plan.change(),
                    plan.bill().map(bill -> bill.startingAnew(anew)),
                    plan.flows(),
                    plan.own());
        }
    }

    public ChangeEstimate {
        intrusion = intrusion == null ? List.of() : List.copyOf(intrusion);
        machines = machines == null ? List.of() : List.copyOf(machines);
        newExperiment = newExperiment == null ? Optional.empty() : newExperiment;
    }

    /** The bill where another experiment must be started: nothing happens to the machines of the one that runs. */
    ChangeEstimate startingAnew(NewExperiment anew) {
        return new ChangeEstimate(nics, minutes, 0, false, intrusion, machines, 0, Optional.of(anew));
    }

    /**
     * The bill when the experiment is changed in another way than while it runs. Nodes that the testbed leaves where
     * they are stay up then, with their processes and disks, and events go on; machines that are given back and
     * given anew boot, all of them, and start the events.
     *
     * @param outAndIn whether its machines are given back and given anew
     * @param reboot whether nodes that stay are rebooted
     * @param events whether the events are restarted, by the testbed or afterwards
     */
    ChangeEstimate during(boolean outAndIn, boolean reboot, boolean events) {
        return new ChangeEstimate(
                nics,
                minutes,
                nodesAtRisk,
                outAndIn || events,
                intrusion,
                machines,
                outAndIn || reboot ? nodesAtRisk : 0,
                newExperiment);
    }
}
