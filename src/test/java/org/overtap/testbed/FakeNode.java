package org.overtap.testbed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.Privilege;
import org.overtap.shell.Shell;
import org.overtap.shell.ShellException;
import org.overtap.verify.FakeCanaries;

/**
 * A node in memory. It knows the built-in scripts by their names and does what they promise; daemons that capture store
 * what passes their port where their collector is. As on many testbeds, the login user needs sudo for nearly all of it.
 */
final class FakeNode {
    private static final Pattern NAME = Pattern.compile("(?m)^# ([a-z-]+)\\.sh ");

    private static final int UDP_HEADERS = 28;

    private final FakeExperiment experiment;
    private final String name;
    private final Map<String, Map<String, Daemon>> deployments = new TreeMap<>();
    private final Map<String, String> owners = new TreeMap<>();
    private final Map<String, String> notes = new TreeMap<>();
    private final Map<String, String> guards = new TreeMap<>();
    private int silence;
    private final List<String> records = new ArrayList<>();
    private final Map<String, Integer> totals = new TreeMap<>();

    private record Daemon(String wanted, Map<String, String> config, boolean alive) {
        Daemon ended() {
            return new Daemon(wanted, config, false);
        }
    }

    FakeNode(FakeExperiment experiment, String name) {
        this.experiment = experiment;
        this.name = name;
    }

    boolean hasAnythingOfUs() {
        return !owners.isEmpty() || !guards.isEmpty();
    }

    /** Somebody is at work there, and was last heard of so many seconds ago. */
    void isKeptBy(String experiment, String owner, int seconds) {
        guards.put("/var/tmp/overtap-at-work-" + experiment + "-" + name, "other\n" + owner);
        silence = seconds;
    }

    void kill(String daemon) {
        deployments.values().forEach(daemons -> daemons.computeIfPresent(daemon, (key, its) -> its.ended()));
    }

    /** A session; it ends with the testbed that opened it, the node does not. */
    Shell shell() {
        return new Session();
    }

    private final class Session implements Shell {
        @Override
        public String node() {
            return name;
        }

        @Override
        public CommandResult run(Command command) throws ShellException {
            Optional<List<String>> asRoot = Privilege.rootWords(command.argv());
            FakeExperiment.Call call = call(asRoot.orElse(command.argv()));
            if (experiment.node(name) != FakeNode.this) {
                throw new ShellException(name, "node " + name + " is gone");
            }
            Optional<CommandResult> fate = experiment.fateOf(call).or(() -> experiment.canaries(command));
            CommandResult reply = fate.orElseGet(() -> answer(call, asRoot.isPresent(), command.input()));
            return asRoot.isEmpty() || call.script().equals("true") ? reply : underSudo(reply);
        }

        /** With what tells that sudo let the command through. */
        private static CommandResult underSudo(CommandResult reply) {
            return new CommandResult(reply.status(), reply.out(), "overtap-root\n" + reply.err());
        }

        @Override
        public void close() {
            // Nothing is kept open.
        }
    }

    private FakeExperiment.Call call(List<String> argv) {
        boolean script =
                argv.size() > 3 && argv.get(0).equals("sh") && argv.get(1).equals("-c");
        Matcher named = NAME.matcher(script ? argv.get(2) : "");
        return named.find()
                ? new FakeExperiment.Call(name, named.group(1), argv.subList(4, argv.size()))
                : new FakeExperiment.Call(name, argv.get(0), argv.subList(1, argv.size()));
    }

    private CommandResult answer(FakeExperiment.Call call, boolean root, byte[] input) {
        synchronized (experiment) {
            List<String> args = call.args();
            return switch (call.script()) {
                case "true" -> root ? said("") : denied();
                case "preflight" -> said("system Linux apt debian 12 apt-get install\n");
                case "start" -> root ? start(args, new String(input, StandardCharsets.UTF_8)) : denied();
                case "record" -> root ? note(args, new String(input, StandardCharsets.UTF_8)) : denied();
                case "found" -> root ? found() : denied();
                case "port" -> root ? said("free\n") : denied();
                case "guard" -> root ? guard(args, new String(input, StandardCharsets.UTF_8)) : denied();
                case "guards" -> root ? said(guards()) : denied();
                case "stop" -> root ? stop(args) : denied();
                case "clear" -> root ? clear(args) : denied();
                case "status" -> root ? status(args) : denied();
                case "wake", "arrived" -> root ? said("") : denied();
                case "nfdump-read" -> said(lines(records));
                case "nfdump-totals" -> said(totals());
                case "clock" -> said(experiment.clock(name) + "\n");
                case "version" -> said(args.get(0) + " 1.7-of-" + name + "\n");
                case "date" -> said(System.currentTimeMillis() / 1000 + "\n");
                case "stored" -> root ? stored(args) : denied();
                case "bring" -> root ? said(recordsFrom(Integer.parseInt(args.get(3)))) : denied();
                default -> new CommandResult(127, "", call.script() + ": not found");
            };
        }
    }

    private static CommandResult said(String text) {
        return new CommandResult(0, text, "");
    }

    private static CommandResult denied() {
        return new CommandResult(1, "", "permission denied");
    }

    private static String lines(List<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    /** One file that is closed, of all records. */
    private CommandResult stored(List<String> args) {
        String text = recordsFrom(0);
        return said(
                !owners.containsKey(args.get(0))
                        ? "wiped\n"
                        : !daemons(args).containsKey(args.get(2))
                                ? "none\n"
                                : "closed\n" + PosixCksum.of(text) + " " + text.length() + " "
                                        + args.get(3)
                                                .replaceFirst("/\\*(?=/)", "/a")
                                                .replaceFirst("\\*$", "1")
                                        + "\nend\n");
    }

    private String recordsFrom(int offset) {
        return lines(records).substring(offset);
    }

    private boolean claims(List<String> args) {
        return owners.computeIfAbsent(args.get(0), root -> args.get(1)).equals(args.get(1));
    }

    private static CommandResult taken(List<String> args) {
        return new CommandResult(3, "", args.get(0) + " is there already");
    }

    private CommandResult note(List<String> args, String text) {
        if (!claims(args)) {
            return taken(args);
        }
        notes.put(args.get(0), text);
        return said("");
    }

    private String guards() {
        StringBuilder text = new StringBuilder();
        guards.forEach((path, held) -> {
            String[] lines = held.split("\n", 2);
            String owner = Base64.getEncoder().encodeToString(lines[1].getBytes(StandardCharsets.UTF_8));
            text.append("guard %s %d %s %s\n".formatted(path, silence, lines[0], owner));
        });
        return text.toString();
    }

    private CommandResult guard(List<String> args, String owner) {
        String path = args.get(1);
        String held = guards.getOrDefault(path, "");
        boolean mine = held.startsWith(args.get(2) + "\n");
        return switch (args.get(0)) {
            case "take" -> {
                String instead = args.size() > 3 ? args.get(3) : "";
                if (!held.isEmpty() && !mine && (instead.isEmpty() || !held.startsWith(instead + "\n"))) {
                    yield said("held " + silence + " " + held + "\n");
                }
                guards.put(path, args.get(2) + "\n" + owner);
                yield said("taken\n");
            }
            case "leave" -> {
                guards.keySet().removeIf(one -> mine && one.equals(path));
                yield said("");
            }
            default -> said(mine ? "renewed\n" : "lost\n");
        };
    }

    private CommandResult found() {
        return said(owners.entrySet().stream()
                .map(e -> "folder " + e.getKey() + " " + e.getValue() + " 1700000000 " + packed(notes.get(e.getKey()))
                        + "\n")
                .collect(Collectors.joining()));
    }

    private static String packed(String text) {
        if (text == null) {
            return "-";
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(bytes)) {
            packing.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private CommandResult start(List<String> args, String config) {
        if (!claims(args)) {
            return taken(args);
        }
        Map<String, Daemon> daemons = deployments.computeIfAbsent(args.get(0), root -> new TreeMap<>());
        String wanted = args.subList(3, args.size()) + config;
        Daemon before = daemons.get(args.get(2));
        if (before != null && before.alive() && before.wanted().equals(wanted)) {
            return said("running\n");
        }
        daemons.put(args.get(2), new Daemon(wanted, settings(config), true));
        return said("started\n");
    }

    private static Map<String, String> settings(String config) {
        return config.lines()
                .map(line -> line.split(": ", 2))
                .filter(words -> words.length == 2)
                .collect(Collectors.toMap(words -> words[0], words -> words[1]));
    }

    private Map<String, Daemon> daemons(List<String> args) {
        return args.get(1).equals(owners.get(args.get(0)))
                ? deployments.getOrDefault(args.get(0), new TreeMap<>())
                : new TreeMap<>();
    }

    private CommandResult stop(List<String> args) {
        daemons(args).computeIfPresent(args.get(2), (key, daemon) -> daemon.ended());
        return said("");
    }

    private CommandResult clear(List<String> args) {
        if (owners.containsKey(args.get(0)) && !args.get(1).equals(owners.get(args.get(0)))) {
            return new CommandResult(3, "", args.get(0) + " was left alone");
        }
        owners.remove(args.get(0));
        notes.remove(args.get(0));
        deployments.remove(args.get(0));
        return said("left 0 ended 0\n");
    }

    private CommandResult status(List<String> args) {
        Daemon daemon = daemons(args).get(args.get(2));
        return said(daemon == null ? "absent\n" : daemon.alive() ? "alive\n" : dead());
    }

    /** With its clock's time, as long as nothing tells more. */
    private String dead() {
        return "dead 0 " + experiment.clock(name).replaceFirst("\\..*", "") + " 0\nended\n";
    }

    /** Packets that pass a port: whoever captures there sends a record of them to its collector. */
    void sees(String port, FakeCanaries.Sent sent) {
        for (Map<String, Daemon> daemons : deployments.values()) {
            for (Daemon daemon : daemons.values()) {
                Map<String, String> config = daemon.config();
                if (daemon.alive() && port.equals(config.get("pcap_interface"))) {
                    String receiver = config.get("nfprobe_receiver").replaceFirst(":\\d+$", "");
                    experiment
                            .at(receiver)
                            .ifPresent(collector -> collector.stores(config, experiment.clock(name), sent));
                }
            }
        }
    }

    private void stores(Map<String, String> probe, String time, FakeCanaries.Sent sent) {
        boolean listens = deployments.values().stream()
                .flatMap(daemons -> daemons.values().stream())
                .anyMatch(daemon -> daemon.alive() && !daemon.config().containsKey("pcap_interface"));
        if (!listens) {
            return;
        }
        String exporter = probe.get("nfprobe_source_ip");
        String engine = probe.get("nfprobe_engine");
        String no = "00:00:00:00:00:00";
        records.add(String.join(
                "|",
                List.of(
                        exporter,
                        "0/" + engine,
                        sent.from(),
                        sent.to(),
                        String.valueOf(sent.fromPort()),
                        String.valueOf(sent.toPort()),
                        "17",
                        "0",
                        "........",
                        no,
                        no,
                        "0",
                        String.valueOf(sent.count()),
                        String.valueOf(sent.count() * (sent.payload() + UDP_HEADERS)),
                        time,
                        "0.100")));
        totals.merge(exporter + " 0/" + engine, 1, Integer::sum);
    }

    private String totals() {
        long now = System.currentTimeMillis() / 1000;
        return totals.entrySet().stream()
                .map(e -> "file " + now + " 0 " + e.getKey().replace(' ', '-') + "/f\n" + e.getKey() + " Nv9 "
                        + e.getValue() + "\n")
                .collect(Collectors.joining());
    }
}
