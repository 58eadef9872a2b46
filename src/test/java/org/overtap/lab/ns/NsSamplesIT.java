package org.overtap.lab.ns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample gives exactly what Emulab's own parser gave: every table, row, column and value, in its order. */
class NsSamplesIT {
    private static final Path SAMPLES = Path.of("src/test/resources/ns-samples");

    @BeforeAll
    static void needsOtclsh() {
        LiveOtcl.require();
    }

    static Stream<String> samples() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".ns"))
                    .map(name -> name.substring(0, name.length() - 3))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyRowIsWhatEmulabsParserWrote(String name) throws Exception {
        VirtualExperiment experiment = new NsEvaluator().evaluate("testproj", "exp1", scriptOf(name));

        assertThat(experiment.tables()).isEqualTo(expectedOf(name));
        assertThat(List.copyOf(experiment.tables().keySet()))
                .containsExactlyElementsOf(expectedOf(name).keySet());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySamplePassesTheCheckWithoutAWarning(String name) throws Exception {
        assertThat(new NsEvaluator().check(scriptOf(name))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theSecondGateLetsEverySampleThrough(String name) throws Exception {
        VirtualExperiment experiment = new NsEvaluator().evaluate("testproj", "exp1", scriptOf(name));

        assertThat(DatabaseLimits.check(experiment)).isEmpty();
    }

    static String scriptOf(String name) throws IOException {
        return Files.readString(SAMPLES.resolve(name + ".ns"), StandardCharsets.ISO_8859_1);
    }

    private static Map<String, List<Map<String, String>>> expectedOf(String name) throws IOException {
        TypeReference<LinkedHashMap<String, List<Map<String, String>>>> tables = new TypeReference<>() {};
        return new ObjectMapper()
                .readValue(SAMPLES.resolve(name + ".parsed.json").toFile(), tables);
    }
}
