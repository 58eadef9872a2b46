package org.overtap.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.overtap.instrument.Instrument;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.shell.Reply;
import org.overtap.shell.ShellException;

/** What a deployment's daemons say of themselves. A daemon that lives need not measure: only verify proves that. */
public final class Status {
    private Status() {}

    /**
     * One daemon.
     *
     * @param node where it runs
     * @param name its name within the deployment on that node
     * @param instrument which one
     * @param target the interface or port
     * @param state alive, dead, absent or unreachable
     * @param received packets that it captured, if it tells
     * @param dropped packets that its capture lost, if it tells
     * @param note the end of its log when it is not alive, or why the node cannot be reached
     */
    public record Line(
            String node,
            String name,
            String instrument,
            String target,
            String state,
            Optional<Long> received,
            Optional<Long> dropped,
            String note) {}

    /** Asks every daemon; collectors first. */
    public static List<Line> read(Deployment deployment, InstrumentCatalogue instruments, NodeShells shells) {
        List<Daemon> daemons =
                new ArrayList<>(Daemon.collectors(deployment.topology(), deployment.plan(), instruments));
        daemons.addAll(Daemon.probes(deployment.topology(), deployment.plan(), instruments));
        return daemons.parallelStream()
                .map(daemon -> ask(deployment, daemon, shells))
                .toList();
    }

    private static Line ask(Deployment deployment, Daemon daemon, NodeShells shells) {
        String signal =
                daemon.instrument().health().map(Instrument.Health::signal).orElse("");
        try {
            Reply reply = shells.on(daemon.node())
                    .run(Scripts.named("status", deployment.root(), deployment.id(), daemon.name(), signal)
                            .asRoot());
            return reply.ok() ? line(daemon, reply.out()) : unreachable(daemon, reply.complaint());
        } catch (ShellException e) {
            return unreachable(daemon, e.getMessage());
        }
    }

    private static Line line(Daemon daemon, String text) {
        String state = text.lines().findFirst().orElse("absent");
        String log = text.substring(Math.min(text.length(), state.length())).strip();
        Optional<Instrument.Health> health = daemon.instrument().health().filter(h -> state.equals("alive"));
        return new Line(
                daemon.node(),
                daemon.name(),
                daemon.instrument().name(),
                daemon.target(),
                state,
                health.flatMap(Instrument.Health::received).flatMap(p -> lastNumber(p, log)),
                health.flatMap(Instrument.Health::dropped).flatMap(p -> lastNumber(p, log)),
                state.equals("alive") ? "" : log);
    }

    private static Line unreachable(Daemon daemon, String why) {
        return new Line(
                daemon.node(),
                daemon.name(),
                daemon.instrument().name(),
                daemon.target(),
                "unreachable",
                Optional.empty(),
                Optional.empty(),
                why);
    }

    static Optional<Long> lastNumber(String pattern, String log) {
        Matcher numbers = Pattern.compile(pattern).matcher(log);
        Optional<Long> last = Optional.empty();
        while (numbers.find()) {
            last = Optional.of(Long.parseLong(numbers.group(1)));
        }
        return last;
    }
}
