package org.overtap.live;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.overtap.shell.Command;
import org.overtap.shell.ShellException;
import org.overtap.shell.ssh.SshSettings;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.emulab.EmulabTestbed;
import org.overtap.testbed.emulab.boss.EmulabSettings;
import org.overtap.testbed.emulab.boss.ExperimentControl;
import org.overtap.topology.Member;
import org.overtap.topology.Role;
import org.overtap.topology.Segment;
import org.overtap.topology.Topology;

/**
 * Run on the tool's side of a lab: changes the experiment in every way, looks at it each time, and prints what it saw.
 */
final class ExperimentTour {
    private static final Duration LONG = Duration.ofMinutes(2);

    private final EmulabTestbed testbed;
    private final ExperimentControl control;

    private ExperimentTour(EmulabTestbed testbed) {
        this.testbed = testbed;
        this.control = testbed.control();
    }

    private interface Step {
        void run() throws TestbedException;
    }

    public static void main(String[] args) throws Exception {
        Map<?, ?> profile = new com.fasterxml.jackson.dataformat.yaml.YAMLMapper()
                .readValue(Path.of(args[0]).toFile(), Map.class);
        EmulabSettings boss =
                EmulabSettings.of(profile.get("boss").toString(), path(profile, "cert"), path(profile, "ca"));
        SshSettings ssh = SshSettings.of(
                        profile.get("ssh-user").toString(),
                        List.of(path(profile, "ssh-key")),
                        path(profile, "known-hosts"))
                .withGateway(profile.get("gateway").toString());
        try (EmulabTestbed testbed = EmulabTestbed.open(args[1], boss, ssh, System.err::println)) {
            new ExperimentTour(testbed).go();
        }
    }

    private void go() throws TestbedException, ShellException {
        look();
        String original = control.nsfile();
        say("good script: " + (control.nscheck(original).isEmpty() ? "accepted" : "refused"));
        say("bad script: " + (control.nscheck(original + "\nfoo\n").isEmpty() ? "accepted" : "refused"));
        attempt("swap in while active: ", "not swapped out", "refused", () -> control.swapExperiment(true));
        control.replaceScript(original.replace("tb-use-endnodeshaping 1", ""), LONG, state -> {});
        look();
        greet();
        control.swapExperiment(false);
        control.waitFor(Set.of("swapped"), LONG, state -> {});
        attempt("while swapped: ", "not active", "not active", testbed::discover);
        control.swapExperiment(true);
        control.waitFor(Set.of("active"), LONG, state -> {});
        greet();
        attempt(
                "broken script: ",
                "did not take",
                "old one back",
                () -> control.replaceScript(original.replace("$ns run", "foo\n$ns run"), LONG, state -> {}));
        control.replaceScript(original, LONG, state -> {});
        look();
        say("restored: " + control.nsfile().equals(original));
    }

    private void look() throws TestbedException {
        Topology topology = testbed.discover();
        for (Segment segment : topology.segments()) {
            String ends = segment.members().stream()
                    .filter(Member::endShaped)
                    .map(Member::node)
                    .sorted()
                    .collect(Collectors.joining(", "));
            if (!ends.isEmpty()) {
                say("end-shaped " + segment.name() + ": " + ends);
            }
        }
        say("shapers: "
                + topology.segments().stream()
                        .mapToLong(segment -> segment.shapers().size())
                        .sum());
        if (topology.nodes().stream().noneMatch(node -> node.role() == Role.HOST)) {
            throw new IllegalStateException("no hosts");
        }
    }

    private void greet() throws TestbedException, ShellException {
        Topology topology = testbed.discover();
        String name = testbed.host(topology.node("a").orElseThrow())
                .shell()
                .run(Command.of("hostname"))
                .out();
        say("a answers: " + name.strip());
    }

    private void attempt(String what, String complaint, String outcome, Step step) {
        try {
            step.run();
            say(what + "it worked");
        } catch (TestbedException e) {
            say(what + (e.getMessage().contains(complaint) ? outcome : e.getMessage()));
        }
    }

    private static Path path(Map<?, ?> profile, String key) {
        return Path.of(profile.get(key).toString());
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
