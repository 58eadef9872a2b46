package org.overtap.deploy.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.overtap.topology.TopologyException;
import org.overtap.topology.file.JsonDocument;

/**
 * An overtap that is at work, as others that meet what it holds must know it.
 *
 * @param command its command's name
 * @param pid its process
 * @param began when the process began, as its kernel counts: a later process may get the same number
 * @param user who started it
 * @param host the host that it runs on
 * @param machine the running kernel and table of processes that the number is of; empty if they have no name
 * @param since when it began this work
 */
public record Worker(String command, long pid, String began, String user, String host, String machine, Instant since) {
    private static final int LONGEST_WORD = 200;
    private static final int STARTED_FIELD = 19;

    public Worker {
        command = word(command);
        began = word(began);
        user = word(user);
        host = word(host);
        machine = word(machine);
        if (since == null) {
            throw new TopologyException("it is not told since when somebody is at work");
        }
    }

    /** Others' words end up in messages. */
    private static String word(String text) {
        String plain = text == null ? "" : text.replaceAll("[^\\x21-\\x7e]+", "_");
        return plain.substring(0, Math.min(plain.length(), LONGEST_WORD));
    }

    /** This program, beginning that command now. */
    public static Worker here(String command) {
        ProcessHandle own = ProcessHandle.current();
        return new Worker(
                command,
                own.pid(),
                begin(own.pid()).orElse(""),
                System.getProperty("user.name", ""),
                hostName(),
                text("/proc/sys/kernel/random/boot_id") + link("/proc/self/ns/pid"),
                Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    /** Whose it is: {@code USER@HOST}. */
    public String account() {
        return user + "@" + host;
    }

    /**
     * Whether it certainly runs no more. Of a process of another machine, or of one that this user may not look at,
     * nothing is certain.
     */
    public boolean hasEnded() {
        Worker seer = here("");
        boolean visible = user.equals(seer.user()) || !text("/proc/1/stat").isEmpty();
        return !machine.isEmpty()
                && machine.equals(seer.machine())
                && visible
                && !begin(pid).equals(Optional.of(began));
    }

    /** Whether that is the same process. */
    public boolean isProcessOf(Worker other) {
        return pid == other.pid
                && began.equals(other.began)
                && machine.equals(other.machine)
                && host.equals(other.host);
    }

    /** As in {@code overtap deploy, pid 123 of USER on HOST, since 10:03}. */
    @Override
    public String toString() {
        boolean today = since.until(Instant.now(), ChronoUnit.HOURS) < 20;
        String time = DateTimeFormatter.ofPattern(today ? "HH:mm" : "yyyy-MM-dd HH:mm")
                .withZone(ZoneId.systemDefault())
                .format(since);
        return "overtap " + command + ", pid " + pid + " of " + user + " on " + host + ", since " + time;
    }

    /** It on one line, as {@link #parse} reads it. */
    public String line() {
        return JsonDocument.mapper()
                .createObjectNode()
                .put("command", command)
                .put("pid", pid)
                .put("began", began)
                .put("user", user)
                .put("host", host)
                .put("machine", machine)
                .put("since", since.toString())
                .toString();
    }

    /** What such a line tells; empty if it is none. */
    public static Optional<Worker> parse(String line) {
        try {
            var tree = JsonDocument.mapper().readTree(line);
            return tree == null || !tree.path("since").isTextual()
                    ? Optional.empty()
                    : Optional.of(new Worker(
                            tree.path("command").asText(),
                            tree.path("pid").asLong(),
                            tree.path("began").asText(),
                            tree.path("user").asText(),
                            tree.path("host").asText(),
                            tree.path("machine").asText(),
                            Instant.parse(tree.path("since").asText())));
        } catch (JsonProcessingException | java.time.DateTimeException e) {
            return Optional.empty();
        }
    }

    /** When that process of this machine began; empty if there is none. */
    private static Optional<String> begin(long pid) {
        String stat = text("/proc/" + pid + "/stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        return fields.length > STARTED_FIELD && !fields[0].equals("Z")
                ? Optional.of(fields[STARTED_FIELD])
                : ProcessHandle.of(pid)
                        .filter(ProcessHandle::isAlive)
                        .filter(its -> stat.isEmpty())
                        .flatMap(its -> its.info().startInstant())
                        .map(at -> String.valueOf(at.getEpochSecond()));
    }

    /** Without asking a name server, which need not answer. */
    private static String hostName() {
        String name = text("/proc/sys/kernel/hostname");
        return name.isEmpty() ? System.getenv().getOrDefault("HOSTNAME", "localhost") : name;
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | SecurityException e) {
            return "";
        }
    }

    private static String link(String file) {
        try {
            return " " + Files.readSymbolicLink(Path.of(file));
        } catch (IOException | SecurityException e) {
            return "";
        }
    }
}
