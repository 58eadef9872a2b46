package org.overtap.lab.boss;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.overtap.lab.mapper.Blueprint;
import org.overtap.lab.net.LabException;
import org.overtap.lab.net.LabMachines;
import org.overtap.lab.ns.VirtualExperiment;
import org.overtap.topology.file.VisibleText;

/** Starts the programs of an experiment at their times, as its event system would. Other events are not played. */
final class ProgramStarter {
    private static final String PROGRAM = "4";
    private static final Set<String> START = Set.of("1", "20");
    private static final String COMMAND = "COMMAND=";

    private final LabMachines rack;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final List<Future<?>> planned = new ArrayList<>();
    private long began = System.nanoTime();

    ProgramStarter(LabMachines rack) {
        this.rack = rack;
    }

    synchronized void start(VirtualExperiment experiment, Blueprint built) {
        began = System.nanoTime();
        plan(experiment, built, 0);
    }

    /** Goes on where its clock is: what is over does not come again. */
    synchronized void goOn(VirtualExperiment experiment, Blueprint built) {
        plan(experiment, built, 1 + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
    }

    private static boolean starts(Map<String, String> event) {
        return PROGRAM.equals(event.get("objecttype"))
                && START.contains(event.get("eventtype"))
                && event.getOrDefault("parent", "").isEmpty();
    }

    /** What a node runs whenever it boots, and what starts with the experiment. */
    synchronized void boot(VirtualExperiment experiment, Blueprint built, String node) {
        startup(experiment, built).filter(row -> row.get("vname").equals(node)).forEach(this::startup);
        experiment.rows("eventlist").stream()
                .filter(event -> starts(event) && node.equals(event.get("vnode")))
                .filter(event -> Double.parseDouble(event.getOrDefault("time", "0")) == 0)
                .forEach(event -> plan(event, 0));
    }

    private static Stream<Map<String, String>> startup(VirtualExperiment experiment, Blueprint built) {
        return experiment.nodes().stream()
                .filter(row -> !row.getOrDefault("startupcmd", "").isEmpty())
                .filter(row -> built.machine(row.get("vname")).isPresent());
    }

    private void startup(Map<String, String> node) {
        clock.execute(() -> run(node.get("vname"), "startupcmd", node.get("startupcmd")));
    }

    private void plan(VirtualExperiment experiment, Blueprint built, long now) {
        stop();
        startup(experiment, built).forEach(this::startup);
        experiment.rows("eventlist").stream()
                .filter(ProgramStarter::starts)
                .filter(event -> built.machine(event.getOrDefault("vnode", "")).isPresent())
                .forEach(event -> plan(event, now));
    }

    /** A sentence about events that are not played; none when there are none. */
    static List<String> unplayed(VirtualExperiment experiment) {
        long others = experiment.rows("eventlist").stream()
                .filter(event -> !PROGRAM.equals(event.get("objecttype")))
                .count();
        return others == 0
                ? List.of()
                : List.of(others + " events are not played: this lab's event system only starts programs");
    }

    /** Forgets what has not been started yet. */
    synchronized void stop() {
        planned.forEach(event -> event.cancel(false));
        planned.clear();
    }

    private void plan(Map<String, String> event, long now) {
        String arguments = event.getOrDefault("arguments", "");
        long delay = (long) (1000 * Double.parseDouble(event.getOrDefault("time", "0"))) - now;
        int at = arguments.indexOf(COMMAND);
        if (at >= 0 && delay >= 0) {
            String command = arguments.substring(at + COMMAND.length());
            planned.add(clock.schedule(
                    () -> run(event.get("vnode"), event.get("vname"), command), delay, TimeUnit.MILLISECONDS));
        }
    }

    private void run(String node, String program, String command) {
        try {
            rack.startProgram(node, program, command);
        } catch (LabException e) {
            System.err.println(VisibleText.of("program " + program + " on " + node + ": " + e.getMessage()));
        }
    }
}
