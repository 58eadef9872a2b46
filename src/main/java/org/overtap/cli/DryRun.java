package org.overtap.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.overtap.deploy.Daemon;
import org.overtap.deploy.Deployer;
import org.overtap.deploy.Deployment;
import org.overtap.deploy.JournalEntry;
import org.overtap.deploy.Step;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.overlay.OverlayPlan;
import org.overtap.overlay.PlanFile;
import org.overtap.report.PlanText;
import org.overtap.testbed.Proposal;
import org.overtap.topology.Machine;
import org.overtap.topology.Node;
import org.overtap.topology.Role;
import org.overtap.topology.Topology;

/** What a deployment would do, as text and as a document. Nothing is changed. */
final class DryRun {
    private final StringBuilder text;
    private final ObjectNode document;

    private DryRun(OverlayPlan plan) {
        this.text = new StringBuilder(PlanText.of(plan)).append('\n');
        this.document = PlanFile.document(plan).put("schema", "overtap/dry-run/1");
    }

    /** For a deployment that changes nothing of the experiment, or finds it changed already. */
    static DryRun of(Deployment wanted) {
        DryRun run = new DryRun(wanted.plan().paid());
        if (wanted.plan().change().isPresent()) {
            run.text.append("the testbed has the ns script for this already: the experiment stays as it is\n");
        }
        run.document.putArray("swap");
        run.steps(wanted);
        return run;
    }

    /** For one that sends a script first. What runs on the machines that come then is told with names in their place. */
    static DryRun ofChange(Deployment wanted, Proposal proposal, List<String> asked, InstrumentCatalogue instruments) {
        DryRun run = new DryRun(wanted.plan());
        List<String> difference = proposal.difference();
        run.text.append(
                "send this ns script (lines with + are added to the one that the testbed has, lines with - go):\n");
        difference.forEach(line -> run.text.append(line).append('\n'));
        run.document.put("script", proposal.changed().text());
        difference.forEach(run.document.putArray("difference")::add);
        run.text.append("ask the testbed:\n");
        ArrayNode swap = run.document.putArray("swap");
        for (String action : asked) {
            run.text.append("    ").append(action).append('\n');
            swap.add(action);
        }
        if (wanted.holdsUncollected()) {
            run.text.append("this would be refused until 'overtap collect' has run, or with --discard-data\n");
        }
        run.text.append("then, under the names that the testbed gives to the added machines:\n");
        run.steps(imagined(wanted, instruments));
        return run;
    }

    ObjectNode document() {
        return document;
    }

    String text() {
        return text + "nothing was changed\n";
    }

    private void steps(Deployment wanted) {
        document.putArray("actions");
        for (JournalEntry entry : Deployer.superseded(wanted)) {
            Daemon daemon = entry.daemon();
            show(daemon.node(), daemon.titled("stop"), daemon.ended(entry.folder()));
        }
        for (List<Step> stage : Deployer.stages(wanted)) {
            stage.forEach(step -> show(step.node(), step.title(), step.actions()));
        }
    }

    private void show(String node, String title, List<String> lines) {
        text.append(title).append('\n');
        lines.forEach(line -> text.append("    ").append(line).append('\n'));
        ObjectNode entry =
                document.withArray("actions").addObject().put("node", node).put("title", title);
        lines.forEach(entry.putArray("lines")::add);
    }

    /** With machines that are not there yet, whose addresses nobody knows. */
    private static Deployment imagined(Deployment wanted, InstrumentCatalogue instruments) {
        Topology topology = wanted.topology();
        List<Node> nodes = new ArrayList<>(topology.nodes());
        List<String> named = new ArrayList<>();
        wanted.plan().collectors().forEach(collector -> named.add(collector.node()));
        wanted.plan().probes().forEach(probe -> named.add(probe.node()));
        named.stream()
                .distinct()
                .filter(name -> topology.node(name).isEmpty())
                .forEach(name -> nodes.add(new Node(
                        name,
                        Role.SHAPER,
                        Optional.of(new Machine("new", "", "", Optional.of("ADDRESS-OF-" + name), Optional.empty())),
                        List.of())));
        return wanted.replan(
                new Topology(topology.experiment(), nodes, topology.segments(), topology.findings()),
                wanted.plan(),
                instruments);
    }
}
