package org.overtap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the sources lie: small files, small folders, a word on each package, one name for one type. */
class LayoutTest {
    private static final Path MAIN = Path.of("src/main/java");
    private static final int FILES_IN_A_FOLDER = 28;
    private static final int LINES_IN_A_FILE = 400;

    @Test
    void noFolderIsAHall() throws IOException {
        Map<Path, Long> files = sources(MAIN).stream()
                .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()));
        files.values().removeIf(count -> count <= FILES_IN_A_FOLDER);

        assertThat(files).isEmpty();
    }

    @Test
    void noFileIsAScroll() throws IOException {
        List<String> scrolls = new ArrayList<>();
        for (Path file : sources(Path.of("src"))) {
            int lines = Files.readAllLines(file).size();
            if (lines >= LINES_IN_A_FILE) {
                scrolls.add(file + " has " + lines + " lines");
            }
        }
        assertThat(scrolls).isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        assertThat(sources(MAIN).stream().map(Path::getParent).distinct())
                .allSatisfy(folder ->
                        assertThat(folder.resolve("package-info.java")).exists());
    }

    @Test
    void oneNameMeansOneType() throws IOException {
        Map<String, List<Path>> byName = sources(MAIN).stream()
                .filter(file -> !file.endsWith("package-info.java"))
                .collect(Collectors.groupingBy(
                        file -> file.getFileName().toString(), TreeMap::new, Collectors.toList()));
        byName.values().removeIf(files -> files.size() == 1);

        assertThat(byName).isEmpty();
    }

    private static List<Path> sources(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
