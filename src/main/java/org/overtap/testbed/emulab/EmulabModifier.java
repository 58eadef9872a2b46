package org.overtap.testbed.emulab;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.overtap.overlay.plan.ExperimentChange;
import org.overtap.testbed.ExperimentModifier;
import org.overtap.testbed.ModifyMode;
import org.overtap.testbed.Proposal;
import org.overtap.testbed.Revision;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.UnifiedDiff;
import org.overtap.testbed.emulab.boss.ExperimentControl;
import org.overtap.testbed.emulab.rewrite.AddedNode;
import org.overtap.testbed.emulab.rewrite.ExperimentNames;
import org.overtap.testbed.emulab.rewrite.RewriteException;
import org.overtap.testbed.emulab.rewrite.RewriteRequest;
import org.overtap.testbed.emulab.rewrite.Rewriter;
import org.overtap.testbed.emulab.rewrite.ScriptLimits;
import org.overtap.testbed.emulab.rewrite.SegmentTaps;
import org.overtap.testbed.emulab.rewrite.Tap;
import org.overtap.topology.Topology;

/** Adds machines to an Emulab experiment by rewriting its ns script and swapping it. */
final class EmulabModifier implements ExperimentModifier {
    private static final Duration LONGEST_SWAP = Duration.ofHours(2);
    private static final Set<String> ACTIVE = Set.of("active");
    private static final Set<String> SWAPPED = Set.of("swapped");
    private static final Set<String> AT_REST = Set.of("active", "swapped");

    private static final Notation NOTATION = new Notation("ns script", "ns", "swapped out");

    private final ExperimentControl control;
    private final String experiment;

    EmulabModifier(ExperimentControl control, String experiment) {
        this.control = control;
        this.experiment = experiment;
    }

    @Override
    public Notation notation() {
        return NOTATION;
    }

    @Override
    public Proposal propose(Topology topology, ExperimentChange change) throws TestbedException {
        String current = control.nsfile();
        try {
            Rewriter rewriter = new Rewriter();
            String original = rewriter.undo(current);
            RewriteRequest request = request(topology, change);
            ScriptLimits.check(request, ExperimentNames.of(topology));
            String rewritten = rewriter.rewrite(current, request);
            Optional<String> complaint = control.nscheck(rewritten);
            if (complaint.isPresent()) {
                throw new TestbedException("the testbed would refuse the rewritten ns script of " + experiment + ":\n"
                        + withoutStack(complaint.get())
                        + (control.nscheck(original).isPresent()
                                ? "\n(it refuses the original as well: the script was changed since the swap-in)"
                                : ""));
            }
            return new Proposal(
                    Revision.of(current),
                    Revision.of(original),
                    Revision.of(rewritten),
                    UnifiedDiff.of(current, rewritten),
                    ExperimentControl.sameText(current, rewritten));
        } catch (RewriteException e) {
            throw new TestbedException("the ns script of " + experiment + " cannot be rewritten: " + e.getMessage(), e);
        }
    }

    @Override
    public Revision current() throws TestbedException {
        return Revision.of(control.nsfile());
    }

    @Override
    public boolean same(Revision one, Revision other) {
        return ExperimentControl.sameText(one.text(), other.text());
    }

    @Override
    public void awaitIdle(Consumer<String> progress) throws TestbedException {
        control.waitFor(AT_REST, LONGEST_SWAP, progress);
    }

    @Override
    public Revision withoutAdditions(Revision revision) throws TestbedException {
        try {
            return Revision.of(new Rewriter().undo(revision.text()));
        } catch (RewriteException e) {
            throw new TestbedException(e.getMessage(), e);
        }
    }

    @Override
    public void apply(Revision revision, ModifyMode mode, Consumer<String> progress) throws TestbedException {
        String script = revision.text();
        String state = control.waitFor(AT_REST, LONGEST_SWAP, progress);
        if (!control.nsfile().equals(script)) {
            if (mode.outAndIn() && ACTIVE.contains(state)) {
                control.swapExperiment(false);
                control.waitFor(SWAPPED, LONGEST_SWAP, progress);
            }
            // What comes up from a swap-in boots and starts its events anyway.
            boolean runs = ACTIVE.contains(control.state());
            control.replaceScript(script, runs && mode.reboot(), runs && mode.restartEvents(), LONGEST_SWAP, progress);
        }
        if (SWAPPED.contains(control.state())) {
            control.swapExperiment(true);
            control.waitFor(ACTIVE, LONGEST_SWAP, progress);
        }
    }

    @Override
    public void applyWithoutMachines(Revision revision, Consumer<String> progress) throws TestbedException {
        String script = revision.text();
        if (!control.nsfile().equals(script)) {
            control.replaceScript(script, LONGEST_SWAP, progress);
        }
    }

    @Override
    public List<String> actions(ModifyMode mode) {
        return mode.outAndIn()
                ? List.of("experiment.swapexp out", "experiment.modify with this script", "experiment.swapexp in")
                : List.of("experiment.modify with this script" + (mode.reboot() ? ", reboot" : "")
                        + (mode.restartEvents() ? ", restart_eventsys" : ""));
    }

    @Override
    public void replayEvents() throws TestbedException {
        control.replayEvents();
    }

    private static RewriteRequest request(Topology topology, ExperimentChange change) {
        List<Tap> taps = SegmentTaps.of(topology, change.taps());
        List<AddedNode> nodes =
                change.collectors().stream().map(AddedNode::named).toList();
        return new RewriteRequest(taps, nodes, change.shaperOs(), change.endNodeShapingOff());
    }

    /** A Tcl error without the procedures that it came through, which are not the user's. */
    private static String withoutStack(String complaint) {
        int stack = complaint.indexOf("\n    while executing");
        return stack < 0 ? complaint : complaint.substring(0, stack);
    }
}
