package org.overtap.lab.net;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Named network namespaces of this computer and the processes in them. */
public final class Namespaces {
    private static final Path HANDLES = Path.of("/run/netns");
    private static final int ROUNDS = 200;
    private static final Pattern INNER = Pattern.compile("NSpid:\\s+\\d+\\s+(\\d+)");

    private Namespaces() {}

    /** Every named namespace, sorted. */
    public static Set<String> all() {
        return new TreeSet<>(
                Arrays.asList(Objects.requireNonNullElse(HANDLES.toFile().list(), new String[0])));
    }

    /** Those of a lab, sorted. */
    public static Set<String> of(LabName lab) {
        return all().stream()
                .filter(name -> name.startsWith(lab.prefix()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The labs of which at least one namespace is there, sorted. */
    public static Set<String> labs() {
        return all().stream()
                .filter(LabName::isLabs)
                .map(LabName::labOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    public static void add(Collection<String> names) throws LabException {
        batch(names, "netns add ");
    }

    /** Ends every process in the namespaces, then removes them. Those that are not there are passed over. */
    public static void remove(Collection<String> names) throws LabException {
        Set<String> there = new TreeSet<>(all());
        there.retainAll(names);
        endProcesses(there);
        batch(there, "netns del ");
    }

    private static void batch(Collection<String> names, String verb) throws LabException {
        if (!names.isEmpty()) {
            String lines = names.stream().map(name -> verb + name + "\n").collect(Collectors.joining());
            HostCommand.runWith(lines, List.of("ip", "-batch", "-"));
        }
    }

    /** Ends the processes of the namespaces, again and again until none is left; those that start others go first. */
    private static void endProcesses(Set<String> names) throws LabException {
        Set<Long> inodes = inodes(names);
        for (int round = 0; round < ROUNDS; round++) {
            List<ProcessHandle> alive = processesIn(inodes);
            if (alive.isEmpty()) {
                return;
            }
            alive.forEach(process -> end(process, inodes));
            pause();
        }
        throw new LabException("processes "
                + processesIn(inodes).stream().map(ProcessHandle::pid).toList()
                + " would not end; look at them with ps and try again");
    }

    private static void end(ProcessHandle process, Set<Long> inodes) {
        if (namespaceOf(process.pid()).filter(inodes::contains).isPresent()) {
            process.destroyForcibly();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Set<Long> inodes(Collection<String> names) {
        return names.stream()
                .map(name -> inode(HANDLES.resolve(name)))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    /** Living processes, this one and its ancestors left out: they may have been started inside the lab. */
    private static List<ProcessHandle> processesIn(Set<Long> inodes) {
        Set<Long> own = new HashSet<>();
        for (Optional<ProcessHandle> at = Optional.of(ProcessHandle.current());
                at.isPresent();
                at = at.get().parent()) {
            own.add(at.get().pid());
        }
        return pids().filter(pid -> !own.contains(pid))
                .filter(pid -> namespaceOf(pid).filter(inodes::contains).isPresent())
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .toList();
    }

    /** The first process of a machine, in this computer's numbering: the one that is number 1 of its own. */
    public static Optional<Long> firstProcess(String namespace) {
        Set<Long> inodes = inodes(Set.of(namespace));
        return pids().filter(pid -> namespaceOf(pid).filter(inodes::contains).isPresent())
                .filter(Namespaces::isFirst)
                .findFirst();
    }

    /** How many processes a machine has of its own, the first included. */
    static int processesBelow(String namespace) {
        Set<Long> inodes = inodes(Set.of(namespace));
        return (int)
                pids().filter(pid -> namespaceOf(pid).filter(inodes::contains).isPresent())
                        .filter(pid -> innerNumber(pid).isPresent())
                        .count();
    }

    /** Whether no process is in a namespace. */
    static boolean isDeserted(String namespace) {
        Set<Long> inodes = inodes(Set.of(namespace));
        return pids().noneMatch(pid -> namespaceOf(pid).filter(inodes::contains).isPresent());
    }

    private static boolean isFirst(long pid) {
        return innerNumber(pid).filter(number -> number == 1).isPresent();
    }

    /** A process's number among those of its machine; empty for one that is no machine's. */
    private static Optional<Long> innerNumber(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.map(INNER::matcher)
                    .filter(Matcher::matches)
                    .map(numbers -> Long.valueOf(numbers.group(1)))
                    .findFirst();
        } catch (IOException | java.io.UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static Stream<Long> pids() {
        String[] entries = Objects.requireNonNullElse(new File("/proc").list(), new String[0]);
        return Arrays.stream(entries).filter(name -> name.matches("\\d+")).map(Long::valueOf);
    }

    private static Optional<Long> namespaceOf(long pid) {
        return inode(Path.of("/proc", Long.toString(pid), "ns", "net"));
    }

    private static Optional<Long> inode(Path path) {
        try {
            return Optional.of((Long) Files.getAttribute(path, "unix:ino"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
