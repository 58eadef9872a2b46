package org.overtap.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.overtap.shell.Reply;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;

/** Makes sure that a node can carry its part, before anything is changed anywhere. */
final class PreflightStep implements Step {
    private static final String PARENT = "/var/tmp";

    private final String node;
    private final Map<String, String> packageOfProgram;

    private PreflightStep(String node, Map<String, String> packageOfProgram) {
        this.node = node;
        this.packageOfProgram = packageOfProgram;
    }

    /** One check for each node that the daemons run on. */
    static List<Step> forAll(List<Daemon> daemons) {
        Map<String, Map<String, String>> needs = new TreeMap<>();
        for (Daemon daemon : daemons) {
            Map<String, String> programs = needs.computeIfAbsent(daemon.node(), n -> new TreeMap<>());
            String brings = String.join(" ", daemon.instrument().aptPackages());
            programs.put(daemon.instrument().program(), brings);
            daemon.instrument().reader().ifPresent(reader -> programs.put(reader, brings));
        }
        return needs.entrySet().stream()
                .<Step>map(e -> new PreflightStep(e.getKey(), e.getValue()))
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
                "sudo -n true; look for " + String.join(", ", packageOfProgram.keySet()) + "; look at " + PARENT);
    }

    @Override
    public String apply(Shell shell) throws ShellException, DeployException {
        String[] args = new String[packageOfProgram.size() + 1];
        args[0] = PARENT;
        int at = 1;
        for (String program : packageOfProgram.keySet()) {
            args[at++] = program;
        }
        Reply reply = shell.run(Scripts.named("preflight", args));
        if (!reply.ok()) {
            throw new DeployException("node " + node + " could not be checked: " + reply.complaint());
        }
        Set<String> complaints =
                new TreeSet<>(reply.out().lines().filter(l -> !l.isBlank()).toList());
        if (!complaints.isEmpty()) {
            throw new DeployException(explain(complaints));
        }
        return "ok";
    }

    @Override
    public void undo(Shell shell) {
        // A check leaves nothing behind.
    }

    private String explain(Set<String> complaints) {
        Set<String> programs = new TreeSet<>();
        List<String> sentences = new ArrayList<>();
        for (String complaint : complaints) {
            String[] words = complaint.split(" ");
            if (words[0].equals("no-program")) {
                programs.add(words[1]);
            } else {
                sentences.add(sentence(words));
            }
        }
        if (!programs.isEmpty()) {
            String packages =
                    programs.stream().map(packageOfProgram::get).distinct().collect(Collectors.joining(" "));
            sentences.add("node " + node + " has no " + String.join(", ", programs)
                    + ": install it there (apt-get install " + packages + ")");
        }
        return String.join("; ", sentences) + ", or leave the node out with --exclude " + node + " or --avoid-unfit";
    }

    private String sentence(String[] words) {
        return switch (words[0]) {
            case "no-sudo" ->
                "node " + node + " does not let its login user use sudo without a password: allow it there";
            case "no-proc" -> "node " + node + " has no /proc, which daemons are tracked by";
            case "on-nfs" ->
                "on node " + node + ", " + words[1] + " is on NFS: flow data is only written to local disks";
            case "disk-full" -> "on node " + node + ", " + words[1] + " has only " + words[2] + " KiB free";
            default -> "node " + node + ": " + String.join(" ", words);
        };
    }
}
