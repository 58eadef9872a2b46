package org.overtap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What only one testbed calls so is written in that testbed's own packages alone: in names, texts and comments alike.
 * The table of testbeds, which names classes, is no text.
 */
class TestbedWordsTest {
    private static final Path MAIN = Path.of("src/main");

    /** Where Emulab's words are at home. */
    private static final Pattern HOMES = Pattern.compile(
            "java/org/overtap/(testbed/emulab|testbed/geni|lab|cli/lab|cli/emulab)/.*|resources/lab/.*|resources/META-INF/.*");

    /** As they read once names are cut where their capitals and underscores are. */
    private static final Pattern WORDS = Pattern.compile(
            "\\b(emulab\\w*|tbdelay\\w*|boss\\w*|swap\\w*|(?<!/)ns|nsfile\\w*"
                    + "|delay mapping|nscheck\\w*|tmcd\\w*|mustdelay|eventsys|nomac|delay nodes?|32 characters|xml rpc)\\b");

    /** A key of the dry run's document, which has readers. */
    private static final String KEPT_KEY = "\"swap\"";

    /** Where the Linux kernel shows a process's namespaces. */
    private static final String KERNEL_PATH = "/proc/self/ns/";

    private static final String BROWSER_METHOD = "createElementNS";

    /** Of an import only the type: which packages use which is {@link PackageRulesTest}'s. */
    private static final Pattern IMPORTED_PACKAGE = Pattern.compile("^import (static )?[a-z_.]+\\.(?=[A-Z])");

    /** The word's pieces: {@code swapExperiment}, {@code delay_mapping} and {@code XML-RPC} have two each. */
    static String pieces(String line) {
        return line.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})", " ")
                .replaceAll("[_-]", " ")
                .toLowerCase(java.util.Locale.ROOT);
    }

    private static List<String> found(Path file) throws IOException {
        List<String> found = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            Matcher word = WORDS.matcher(pieces(IMPORTED_PACKAGE
                    .matcher(line)
                    .replaceFirst("")
                    .replace(KEPT_KEY, "")
                    .replace(KERNEL_PATH, "/")
                    .replace(BROWSER_METHOD, "")));
            if (word.find()) {
                found.add(MAIN.relativize(file) + ":" + number + ": " + word.group() + ": " + line.strip());
            }
        }
        return found;
    }

    @Test
    void emulabsWordsStayAtHome() throws IOException {
        List<String> found = new ArrayList<>();
        int read = 0;
        try (Stream<Path> files = Files.walk(MAIN)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (!HOMES.matcher(MAIN.relativize(file).toString()).matches()) {
                    found.addAll(found(file));
                    read++;
                }
            }
        }
        assertThat(found).isEmpty();
        assertThat(read).isGreaterThan(200);
    }

    @Test
    void theWordsAreFoundInNamesTextsAndComments() {
        assertThat(List.of(
                        "private Boss boss() {",
                        "swapExperiment(true)",
                        "/** As Emulab does it. */",
                        "the rewritten ns script",
                        "\"example.ns\"",
                        "nsFile",
                        "delay_mapping",
                        "the delay nodes of it",
                        "\"tbdelay\" + number",
                        "32 characters",
                        "EXPERIMENT_NSCHECK",
                        "an XML-RPC server"))
                .allMatch(line -> WORDS.matcher(pieces(line)).find());
        assertThat(List.of("transmit", "columns", "answers in ms", "tapped LANs", "embossed", "/proc/self/ns/net"))
                .noneMatch(line -> WORDS.matcher(pieces(line)).find());
    }
}
