package org.overtap.testbed.geni;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.overtap.testbed.InvalidSettingException;
import org.overtap.testbed.Setting;
import org.overtap.testbed.geni.rspec.SliverLogin;

/** Where one manifest is, as it stands in a SOURCE. */
sealed interface ManifestWord {
    /** What tells it from every other. */
    String identity();

    /** How it is called for short, in letters that can stand in a file's name. */
    String stem();

    /** A file of this machine. */
    record InFile(Path path) implements ManifestWord {
        @Override
        public String identity() {
            return path.toAbsolutePath().normalize().toString();
        }

        @Override
        public String stem() {
            return plain(path.getFileName().toString().replaceFirst("(?<=.)\\.[^.]*$", ""));
        }
    }

    /** A node that is asked for it. */
    record OnNode(SliverLogin login) implements ManifestWord {
        @Override
        public String identity() {
            return login.host() + ":" + login.port();
        }

        @Override
        public String stem() {
            return plain(login.host());
        }
    }

    /** {@code USER@HOST[:PORT]}, an IPv6 address in brackets. */
    Pattern NODE =
            Pattern.compile("([A-Za-z0-9_][\\w.-]*)@(?:\\[([0-9A-Fa-f:.]+)]|([A-Za-z0-9][\\w.-]*))(?::(\\d{1,5}))?");

    /** How SOURCEs are written. */
    String SYNTAX = "FILE|USER@NODE[:PORT]";

    private static String plain(String text) {
        return text.replaceAll("[^A-Za-z0-9_.-]", "-").replaceFirst("^[^A-Za-z0-9]+", "");
    }

    /**
     * Reads the words behind the colon: one, or one for each aggregate with commas between.
     *
     * @throws InvalidSettingException if one of them is neither a file nor a node
     */
    static List<ManifestWord> parse(String words) {
        if (Files.exists(Setting.path(words)) && !words.isBlank()) {
            return List.of(one(words, words));
        }
        List<ManifestWord> all = new ArrayList<>();
        for (String word : words.split(",")) {
            all.add(one(word.strip(), words));
        }
        return all;
    }

    private static ManifestWord one(String word, String words) {
        Path path = word.isEmpty() ? Path.of("") : Setting.path(word);
        if (!word.isEmpty() && Files.exists(path) && !Files.isDirectory(path)) {
            return new InFile(path);
        }
        Matcher node = NODE.matcher(word);
        int port = node.matches() && node.group(4) != null ? Integer.parseInt(node.group(4)) : 22;
        if (!node.matches() || port < 1 || port > 65535) {
            String what = Files.isDirectory(path) && !word.isEmpty() ? "is a folder" : "is no file, and names no node";
            throw new InvalidSettingException("'manifest:" + words + "': "
                    + (word.equals(words) ? "it " : "'" + word + "' ") + what + "; write manifest:" + SYNTAX
                    + ", several with commas between where an experiment is on several aggregates");
        }
        String host = node.group(2) != null ? node.group(2) : node.group(3);
        return new OnNode(new SliverLogin(node.group(1), host, port));
    }
}
