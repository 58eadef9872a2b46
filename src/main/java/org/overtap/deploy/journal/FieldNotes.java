package org.overtap.deploy.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.overtap.topology.TopologyException;

/**
 * What was noted of a deployment's measuring while it ran, by the clock of the machine that noted it.
 *
 * @param since when it was about to be started for the first time; absent where an earlier version did that
 * @param runs what the user named, in the order in which it began
 * @param clocks how clocks of nodes differed from that machine's, in the order in which they were compared
 * @param versions which versions of its programs ran
 * @param counts what each probe told last that it counted, and each collector
 */
public record FieldNotes(
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Instant> since,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<NamedRun> runs,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ClockReading> clocks,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ProgramVersion> versions,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<DaemonCount> counts) {
    /** Nothing was noted yet. */
    public static final FieldNotes NONE = new FieldNotes(Optional.empty(), List.of(), List.of(), List.of(), List.of());

    public FieldNotes {
        since = since == null ? Optional.empty() : since;
        runs = runs == null ? List.of() : List.copyOf(runs);
        clocks = clocks == null ? List.of() : List.copyOf(clocks);
        versions = versions == null ? List.of() : List.copyOf(versions);
        counts = counts == null ? List.of() : List.copyOf(counts);
    }

    /**
     * What an instrument said of its version on a node.
     *
     * @param node the node
     * @param instrument the instrument's name
     * @param version the first line of what it printed
     */
    public record ProgramVersion(String node, String instrument, String version) {}

    /** The same, about to be started then, unless that is known already. */
    FieldNotes begun(Instant time) {
        return since.isPresent() ? this : new FieldNotes(Optional.of(time), runs, clocks, versions, counts);
    }

    /**
     * The same with a run of that name that begins then.
     *
     * @throws TopologyException if the name is not plain or was given before, or another run has no end yet
     */
    public FieldNotes started(String name, Instant time) {
        NamedRun begins = NamedRun.begins(name, time);
        for (NamedRun run : runs) {
            if (run.name().equals(name)) {
                throw new TopologyException("run " + name + " was started already, " + run.times()
                        + ": give another name" + (run.stop().isEmpty() ? ", or stop it first" : ""));
            }
            if (run.stop().isEmpty()) {
                throw new TopologyException("run " + run.name() + " goes on, " + run.times()
                        + ", and runs do not overlap: stop it before " + name + " is started");
            }
            run.requireBefore(time);
        }
        List<NamedRun> all = new ArrayList<>(runs);
        all.add(begins);
        return new FieldNotes(since, all, clocks, versions, counts);
    }

    /**
     * The same with the run of that name ended then.
     *
     * @throws TopologyException if it was not started, or has an end
     */
    public FieldNotes stopped(String name, Instant time) {
        NamedRun open = runs.stream()
                .filter(run -> run.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new TopologyException("no run was started that is called " + name
                        + (runs.isEmpty()
                                ? ""
                                : "; there are: "
                                        + String.join(
                                                ", ",
                                                runs.stream()
                                                        .map(NamedRun::name)
                                                        .toList()))));
        return new FieldNotes(
                since,
                runs.stream()
                        .map(run -> run.equals(open) ? open.ended(time) : run)
                        .toList(),
                clocks,
                versions,
                counts);
    }

    /** The same after clocks were compared anew. Readings that tell no more than those around them are left out. */
    public FieldNotes compared(List<ClockReading> readings) {
        List<ClockReading> all = new ArrayList<>(clocks);
        readings.forEach(reading -> add(all, reading));
        return new FieldNotes(since, runs, all, versions, counts);
    }

    private static void add(List<ClockReading> all, ClockReading latest) {
        List<ClockReading> own = all.stream()
                .filter(reading -> reading.node().equals(latest.node()))
                .toList();
        if (own.size() > 1) {
            ClockReading last = own.get(own.size() - 1);
            ClockReading before = own.get(own.size() - 2);
            if (last.agrees(before) && last.agrees(latest)) {
                all.remove(last);
            }
        }
        all.add(latest);
    }

    /** The latest reading of each node's clock. */
    public List<ClockReading> latestClocks() {
        List<ClockReading> latest = new ArrayList<>();
        for (ClockReading reading : clocks) {
            latest.removeIf(other -> other.node().equals(reading.node()));
            latest.add(reading);
        }
        return latest;
    }

    /** The same, knowing those versions too. */
    public FieldNotes with(List<ProgramVersion> told) {
        Function<ProgramVersion, List<String>> where = one -> List.of(one.node(), one.instrument());
        List<ProgramVersion> all = new ArrayList<>(versions);
        told.forEach(one -> {
            all.removeIf(other -> where.apply(other).equals(where.apply(one)));
            all.add(one);
        });
        return new FieldNotes(since, runs, clocks, all, counts);
    }

    /**
     * The same, knowing what daemons counted by now. What one told that began anew since it was asked before is not all that
     * it counted, and so is not told any more.
     */
    public FieldNotes counted(List<DaemonCount> told) {
        List<DaemonCount> all = new ArrayList<>(counts);
        for (DaemonCount now : told) {
            Optional<DaemonCount> before =
                    counts.stream().filter(old -> old.of(now)).findFirst();
            boolean anew =
                    before.filter(old -> !old.tells() || now.lessThan(old)).isPresent();
            all.removeIf(old -> old.of(now));
            all.add(anew ? now.unknown() : before.map(now::after).orElse(now));
        }
        return new FieldNotes(since, runs, clocks, versions, all);
    }
}
