package org.overtap.shell.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.overtap.shell.ShellException;

/**
 * The part of an OpenSSH client configuration that matters here: Host with patterns, Include, HostName, User, Port,
 * IdentityFile, ProxyJump (and ProxyCommand, to refuse it). Blocks under Match apply only for {@code Match all}.
 */
final class SshConfig {
    /** A configuration that says nothing. */
    static final SshConfig NONE = new SshConfig(List.of());

    private static final Pattern LINE = Pattern.compile("\\s*([A-Za-z]+)(?:\\s*=\\s*|\\s+)(.*?)\\s*");
    private static final int DEEPEST_INCLUDE = 16;

    private final List<Entry> entries;

    private record Entry(String patterns, String keyword, String value) {}

    private SshConfig(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** Reads the file and what it includes; a missing file says nothing. */
    static SshConfig read(Path file) throws ShellException {
        List<Entry> entries = new ArrayList<>();
        collect(file, "*", entries, 0);
        return new SshConfig(entries);
    }

    /** What applies to the host, each keyword's first value winning as in OpenSSH. */
    SshHost host(String name) {
        Map<String, String> options = new LinkedHashMap<>();
        List<Path> identities = new ArrayList<>();
        for (Entry entry : entries) {
            if (!matches(entry.patterns, name)) {
                continue;
            }
            if (entry.keyword.equals("identityfile")) {
                identities.add(path(entry.value, name, options.getOrDefault("user", "")));
            } else {
                options.putIfAbsent(entry.keyword, entry.value);
            }
        }
        return new SshHost(options, identities);
    }

    private static void collect(Path file, String outer, List<Entry> entries, int depth) throws ShellException {
        if (depth > DEEPEST_INCLUDE) {
            throw new ShellException("", file + ": Include goes round in circles");
        }
        String patterns = outer;
        for (String line : lines(file)) {
            Matcher parts = LINE.matcher(line);
            if (line.strip().startsWith("#") || !parts.matches()) {
                continue;
            }
            String keyword = parts.group(1).toLowerCase(Locale.ROOT);
            String value = parts.group(2).replaceAll("^\"|\"$", "");
            switch (keyword) {
                case "host" -> patterns = value;
                case "match" -> patterns = value.strip().equalsIgnoreCase("all") ? "*" : "!*";
                case "include" -> include(file, value, patterns, entries, depth);
                default -> entries.add(new Entry(patterns, keyword, value));
            }
        }
    }

    private static void include(Path file, String value, String patterns, List<Entry> entries, int depth)
            throws ShellException {
        for (String word : value.split("\\s+")) {
            Path wanted = file.toAbsolutePath().getParent().resolve(home(word));
            Pattern name = glob(wanted.getFileName().toString());
            for (Path found : siblings(wanted)) {
                if (name.matcher(found.getFileName().toString()).matches()) {
                    collect(found, patterns, entries, depth + 1);
                }
            }
        }
    }

    private static List<Path> siblings(Path wanted) {
        try (Stream<Path> files = Files.list(wanted.getParent())) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            return List.of(); // as OpenSSH: an Include that finds nothing is no error
        }
    }

    private static List<String> lines(Path file) throws ShellException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new ShellException("", "cannot read the SSH configuration " + file + ": " + e.getMessage(), e);
        }
    }

    private static boolean matches(String patterns, String host) {
        boolean wanted = false;
        for (String word : patterns.strip().split("\\s+")) {
            boolean negated = word.startsWith("!");
            if (glob(negated ? word.substring(1) : word).matcher(host).matches()) {
                if (negated) {
                    return false;
                }
                wanted = true;
            }
        }
        return wanted;
    }

    private static Pattern glob(String text) {
        String quoted = Pattern.quote(text).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.compile(quoted, Pattern.CASE_INSENSITIVE);
    }

    private static Path path(String text, String host, String user) {
        return Path.of(home(text)
                .replace("%h", host)
                .replace("%r", user)
                .replace("%d", System.getProperty("user.home"))
                .replace("%u", System.getProperty("user.name")));
    }

    private static String home(String text) {
        return text.startsWith("~/") ? System.getProperty("user.home") + text.substring(1) : text;
    }
}
