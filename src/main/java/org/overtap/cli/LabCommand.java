package org.overtap.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.overtap.lab.Lab;
import org.overtap.lab.LabSpec;
import org.overtap.lab.net.LabException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Labs on this computer: {@code overtap lab up|down|list|exec}. */
@Command(
        name = "lab",
        mixinStandardHelpOptions = true,
        description = "A small real testbed on this computer, for trying things out.",
        synopsisSubcommandLabel = "(up | down | list | exec)",
        subcommands = {
            LabCommand.Up.class,
            LabCommand.Down.class,
            LabCommand.Listing.class,
            LabCommand.Exec.class,
            LabFaultCommand.class
        })
public final class LabCommand {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    enum Format {
        text,
        json
    }

    private interface Work {
        int run() throws LabException, IOException, InterruptedException;
    }

    /** Runs the work; what goes wrong becomes a line on stderr and an exit code. */
    private static int guarded(Work work) throws InterruptedException {
        try {
            return work.run();
        } catch (LabException e) {
            System.err.println("overtap: " + e.getMessage());
            return e.inputAtFault() ? 2 : 1;
        } catch (IOException e) {
            System.err.println("overtap: " + e.getMessage());
            return 1;
        }
    }

    /** {@code overtap lab up SCRIPT.ns}. */
    @Command(
            name = "up",
            mixinStandardHelpOptions = true,
            description = "Builds a lab from an ns script and swaps its experiment in.")
    static final class Up implements Callable<Integer> {
        @Parameters(paramLabel = "SCRIPT.ns", description = "The experiment's ns script.")
        Path script;

        @Option(
                names = "--name",
                description = "The lab's name, lower-case letters and digits (default: ${DEFAULT-VALUE}).")
        String name = "lab";

        @Option(
                names = "--experiment",
                paramLabel = "PID/EID",
                description = "Project and experiment (default: ${DEFAULT-VALUE}).")
        String experiment = "testproj/exp1";

        @Option(
                names = "--free",
                description = "How many machines the testbed has left over (default: ${DEFAULT-VALUE}).")
        int free = 30;

        @Option(
                names = "--offloads",
                paramLabel = "on|off",
                description = "Whether network cards keep their offloads (default: off).")
        String offloads = "off";

        @Option(names = "--jump", description = "Machines can be reached through a jump host only.")
        boolean jump;

        @Option(
                names = "--without-packages",
                paramLabel = "NODE",
                split = ",",
                description = "Hides pmacct and nfdump on a node.")
        Set<String> withoutPackages = Set.of();

        @Option(names = "--format", description = "text or json (default: ${DEFAULT-VALUE}).")
        Format format = Format.text;

        @Override
        public Integer call() throws InterruptedException {
            return guarded(() -> {
                Lab.Standing lab = Lab.up(spec(), line -> System.err.println(line));
                print(lab);
                return 0;
            });
        }

        private LabSpec spec() throws LabException {
            String[] parts = experiment.split("/", -1);
            if (parts.length != 2
                    || !parts[0].matches("[A-Za-z][-\\w]*")
                    || !parts[1].matches("[A-Za-z][-A-Za-z0-9]*")) {
                throw LabException.ofInput("--experiment " + experiment + ": write it as PROJECT/EXPERIMENT");
            }
            if (!Set.of("on", "off").contains(offloads)) {
                throw LabException.ofInput("--offloads " + offloads + ": write on or off");
            }
            return new LabSpec(name, parts[0], parts[1], text(), free, offloads.equals("on"), jump, withoutPackages);
        }

        private String text() throws LabException {
            try {
                return Files.readString(script);
            } catch (IOException e) {
                throw LabException.ofInput("script " + script + " cannot be read: " + e.getMessage());
            }
        }

        private void print(Lab.Standing lab) throws IOException {
            PrintStream out = System.out;
            if (format == Format.json) {
                out.println(JSON.writeValueAsString(withSchema("overtap/lab/1", entry(lab))));
                return;
            }
            out.println("lab " + name + " is up: " + experiment);
            printMachines(out, lab);
            out.println("next:");
            out.println("  overtap lab exec " + name + " -- overtap run emulab:" + experiment + " --profile " + name);
            out.println("  overtap lab down " + name);
        }
    }

    private static void printMachines(PrintStream out, Lab.Standing lab) {
        lab.status().ifPresent(status -> {
            status.machines()
                    .forEach(machine -> out.printf(
                            "  %-20s %-7s %-7s %s%n",
                            machine.name(), machine.role(), machine.machine(), machine.address()));
            status.notes().forEach(note -> out.println("  note: " + note));
        });
    }

    private static Map<String, Object> withSchema(String schema, Map<String, Object> rest) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", schema);
        document.putAll(rest);
        return document;
    }

    private static Map<String, Object> entry(Lab.Standing lab) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", lab.name());
        entry.put(
                "experiment",
                lab.settings().map(settings -> settings.experiment()).orElse(null));
        entry.put("state", lab.status().map(status -> status.state()).orElse("incomplete"));
        entry.put("machines", lab.status().map(status -> status.machines()).orElse(List.of()));
        entry.put("notes", lab.status().map(status -> status.notes()).orElse(List.of()));
        entry.put("profile", lab.settings().map(settings -> settings.profile()).orElse(null));
        return entry;
    }

    /** {@code overtap lab down NAME}. */
    @Command(name = "down", mixinStandardHelpOptions = true, description = "Takes a lab away, whole or not.")
    static final class Down implements Callable<Integer> {
        @Parameters(paramLabel = "NAME", description = "The lab's name.")
        String name;

        @Override
        public Integer call() throws InterruptedException {
            return guarded(() -> {
                Lab.down(name);
                System.out.println("lab " + name + " is gone");
                return 0;
            });
        }
    }

    /** {@code overtap lab list}. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the labs of this computer.")
    static final class Listing implements Callable<Integer> {
        @Option(names = "--format", description = "text or json (default: ${DEFAULT-VALUE}).")
        Format format = Format.text;

        @Override
        public Integer call() throws InterruptedException {
            return guarded(() -> {
                List<Lab.Standing> labs = new ArrayList<>();
                for (String name : Lab.names()) {
                    labs.add(Lab.standing(name));
                }
                print(labs);
                return 0;
            });
        }

        private void print(List<Lab.Standing> labs) throws IOException {
            if (format == Format.json) {
                Map<String, Object> rest =
                        Map.of("labs", labs.stream().map(LabCommand::entry).toList());
                System.out.println(JSON.writeValueAsString(withSchema("overtap/labs/1", rest)));
                return;
            }
            for (Lab.Standing lab : labs) {
                String state = lab.status().map(status -> status.state()).orElse("incomplete");
                String experiment =
                        lab.settings().map(settings -> settings.experiment()).orElse("?");
                System.out.printf("%s: %s, %s%n", lab.name(), experiment, state);
                printMachines(System.out, lab);
            }
            System.out.println(labs.size() + (labs.size() == 1 ? " lab" : " labs"));
        }
    }

    /** {@code overtap lab exec NAME [--node N] -- COMMAND...}. */
    @Command(
            name = "exec",
            mixinStandardHelpOptions = true,
            description = "Runs a command on the tool's side of a lab, or on one of its nodes.")
    static final class Exec implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "NAME", description = "The lab's name.")
        String name;

        @Option(names = "--node", description = "Run it there, as root.")
        Optional<String> node = Optional.empty();

        @Parameters(index = "1..*", arity = "1..*", paramLabel = "COMMAND", description = "The command and its words.")
        List<String> command;

        @Override
        public Integer call() throws InterruptedException {
            return guarded(() -> {
                List<String> argv = node.isPresent()
                        ? Lab.nodeCommand(name, node.get(), command)
                        : Lab.opsCommand(name, OwnProgram.orItself(command));
                return new ProcessBuilder(argv).inheritIO().start().waitFor();
            });
        }
    }
}
