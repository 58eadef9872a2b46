package org.overtap.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.overtap.deploy.journal.Daemon;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.HostTraits;
import org.overtap.instrument.Compatibility;
import org.overtap.instrument.Needs;
import org.overtap.instrument.ToldPrograms;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;

/** Makes sure that a node can carry its part, before anything is changed anywhere. */
final class PreflightStep implements Step {
    private static final String LEAVE_OUT = ", or leave the node out with --exclude %s or --avoid-unfit";

    private final String node;
    private final HostTraits host;
    private final Map<String, Needs> needs;
    private final Set<String> programs = new TreeSet<>();

    /** For a node on which those instruments are to run, each with its needs. */
    PreflightStep(String node, HostTraits host, Map<String, Needs> needs) {
        this.node = node;
        this.host = host;
        this.needs = new TreeMap<>(needs);
        needs.values().forEach(its -> programs.addAll(its.programs()));
    }

    /** One check for each node that the daemons run on. */
    static List<Step> forAll(List<Daemon> daemons, Function<String, HostTraits> hosts) {
        Map<String, Map<String, Needs>> needs = new TreeMap<>();
        for (Daemon daemon : daemons) {
            needs.computeIfAbsent(daemon.node(), n -> new TreeMap<>()).put(daemon.instrument(), daemon.needs());
        }
        return needs.entrySet().stream()
                .<Step>map(e -> new PreflightStep(e.getKey(), hosts.apply(e.getKey()), e.getValue()))
                .toList();
    }

    @Override
    public String node() {
        return node;
    }

    @Override
    public String title() {
        return "check " + node;
    }

    @Override
    public List<String> actions() {
        return List.of(
                host.asRoot("true") + "; look for " + String.join(", ", programs) + "; look at " + host.workFolder());
    }

    @Override
    public String apply(Shell shell) throws ShellException, DeployException {
        CommandResult root = shell.run(Command.of("true").asRoot());
        if (!root.ok()) {
            throw new DeployException(
                    "node " + node + " gives no root: " + root.errorText() + LEAVE_OUT.formatted(node));
        }
        List<String> args = new ArrayList<>(List.of(host.workFolder()));
        args.addAll(programs);
        CommandResult reply = shell.run(Scripts.named("preflight", args.toArray(String[]::new)));
        if (!reply.ok()) {
            throw new DeployException("node " + node + " could not be checked: " + reply.errorText());
        }
        List<String> complaints = complaints(reply.out());
        if (!complaints.isEmpty()) {
            throw new DeployException(String.join("; ", complaints) + LEAVE_OUT.formatted(node));
        }
        return "ok";
    }

    @Override
    public void undo(Shell shell) {
        // A check leaves nothing behind.
    }

    private List<String> complaints(String text) {
        ToldPrograms told = ToldPrograms.parse(text);
        List<String> sentences = new ArrayList<>();
        for (String line : new TreeSet<>(text.lines().filter(l -> !l.isBlank()).toList())) {
            String[] words = line.split(" ", 6);
            if (!ToldPrograms.isOne(words[0])) {
                sentences.add(sentence(words));
            }
        }
        told.kernel()
                .ifPresent(kernel -> needs.forEach((name, its) -> Compatibility.foreign(name, its, kernel)
                        .ifPresent(reason -> sentences.add("on node " + node + ", " + reason))));
        Set<String> missing = new TreeSet<>(told.missing());
        if (!missing.isEmpty()) {
            sentences.add("node " + node + " has no " + String.join(", ", missing) + ": " + remedy(told));
        }
        return sentences;
    }

    /** What to type on the node; where it does not tell how it installs packages, what they are called. */
    private String remedy(ToldPrograms told) {
        List<Needs> lacking = needs.values().stream()
                .filter(its -> its.programs().stream().anyMatch(told.missing()::contains))
                .toList();
        Set<String> known = new TreeSet<>();
        lacking.forEach(
                its -> its.packages().forEach((manager, names) -> known.add(manager + ": " + String.join(" ", names))));
        return "install it there"
                + told.command(lacking).map(words -> " (" + words + ")").orElse(known.isEmpty() ? "" : " " + known);
    }

    private String sentence(String[] words) {
        return switch (words[0]) {
            case "no-proc" -> "node " + node + " has no /proc, which daemons are tracked by";
            case "on-nfs" ->
                "on node " + node + ", " + words[1] + " is on NFS: flow data is only written to local disks";
            case "disk-full" -> "on node " + node + ", " + words[1] + " has only " + words[2] + " KiB free";
            default -> "node " + node + ": " + String.join(" ", words);
        };
    }
}
