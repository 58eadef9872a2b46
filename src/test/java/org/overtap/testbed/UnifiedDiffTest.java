package org.overtap.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UnifiedDiffTest {
    @Test
    void aBlockInFrontIsAddedBeforeTheFirstLines() {
        assertThat(UnifiedDiff.of("a\nb\nc\nd\ne\n", "x\ny\na\nb\nc\nd\ne\n"))
                .containsExactly("+ x", "+ y", "  a", "  b", "  c", "  ...");
    }

    @Test
    void ofTwoBlocksOnlyWhatDiffersGoesAndComes() {
        String before = "1\n2\nhead\nkeep\nold\nkeep too\na\nb\n";
        String after = "1\n2\nhead\nkeep\nnew\nkeep too\nmore\na\nb\n";
        assertThat(UnifiedDiff.of(before, after))
                .containsExactly(
                        "  ...", "  2", "  head", "  keep", "- old", "+ new", "  keep too", "+ more", "  a", "  b");
    }

    @Test
    void equalScriptsDifferInNothing() {
        assertThat(UnifiedDiff.of("a\nb\n", "a\nb\n")).noneMatch(line -> line.matches("[+-].*"));
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    /** Without the plus lines it is the one script, without the minus lines the other. */
    @ParameterizedTest
    @MethodSource("seeds")
    void bothScriptsCanBeReadFromIt(int seed) {
        Random random = new Random(seed);
        List<String> before = words(random);
        List<String> after = words(random);
        List<String> lines = UnifiedDiff.of(String.join("\n", before), String.join("\n", after));

        assertThat(contains(before, lines, "-")).isTrue();
        assertThat(contains(after, lines, "+")).isTrue();
    }

    private static List<String> words(Random random) {
        return random.ints(random.nextInt(8), 0, 3)
                .mapToObj(i -> "l" + i)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static boolean contains(List<String> script, List<String> lines, String own) {
        List<String> told = lines.stream()
                .filter(line -> !line.equals("  ...") && (line.startsWith(" ") || line.startsWith(own)))
                .map(line -> line.substring(2))
                .toList();
        return java.util.Collections.indexOfSubList(script, told) >= 0;
    }
}
