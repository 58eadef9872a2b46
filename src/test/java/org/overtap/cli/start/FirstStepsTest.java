package org.overtap.cli.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.testbed.TestbedRegistry;

/** The lines that somebody sees who types nothing but the program's name, by what is there. */
class FirstStepsTest {
    @TempDir
    Path home;

    private static List<String> lines(Surroundings there) {
        return FirstSteps.of(there, TestbedRegistry.builtIn()).lines().toList();
    }

    private Map<String, String> environment() {
        return Map.of(
                "XDG_CONFIG_HOME", home.resolve("config").toString(),
                "XDG_STATE_HOME", home.resolve("state").toString());
    }

    private void write(String file, String text) throws Exception {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void rootOnAnEmptyMachineIsOfferedTheDemoAndASample() {
        assertThat(lines(new Surroundings(
                        "./overtap",
                        true,
                        Optional.of("sample-topologies/three-node-lan"),
                        Map.of(),
                        List.of(),
                        List.of(),
                        List.of())))
                .hasSize(5)
                .first()
                .asString()
                .matches("\\./overtap demo --install +# .*");
    }

    @Test
    void aUserIsOfferedNoDemoAndWhoHasNoCheckoutHisOwnFile() {
        List<String> lines = lines(new Surroundings(
                "java -jar overtap.jar", false, Optional.empty(), Map.of(), List.of(), List.of(), List.of()));
        assertThat(lines).hasSize(4).noneMatch(line -> line.contains("demo"));
        assertThat(lines.get(0)).startsWith("java -jar overtap.jar plan FILE ");
        assertThat(lines.get(1)).startsWith("java -jar overtap.jar run SOURCE ").contains("emulab:PROJECT/EXPERIMENT");
    }

    @Test
    void labsProfilesAndDeploymentsAreNamedAndALineCanBePastedWhole() {
        List<String> lines = lines(new Surroundings(
                "overtap",
                true,
                Optional.of("'my checkout/sample-topologies/three-node-lan'"),
                Map.of("mine", "testproj/mine"),
                List.of("a", "b", "c", "d", "e", "f"),
                List.of("p/e", "x\n; reboot"),
                List.of()));
        assertThat(lines).hasSize(5);
        assertThat(lines.get(2))
                .startsWith("overtap lab exec mine -- overtap run emulab:testproj/mine --profile mine ")
                .endsWith("# labs that stand: mine; profiles: a, b, c, d and 2 more");
        assertThat(lines.get(3)).contains("# overlays deployed from here: p/e, x?; reboot");
    }

    @Test
    void profilesAndDeploymentsAreFoundWhereTheyLie() throws Exception {
        write(
                "config/overtap/config.yaml",
                "profile: utah\nprofiles:\n  utah:\n    boss: boss.example:3069\n  'b a d':\n    x: 1\n");
        write("config/overtap/profiles/other.yaml", "boss: other.example:3069\n");
        Surroundings there = Surroundings.here(environment());
        assertThat(there.profiles()).containsExactly("other", "utah");
        assertThat(there.deployed()).isEmpty();
        assertThat(there.broken()).isEmpty();
        assertThat(lines(there))
                .anyMatch(line -> line.contains("--profile other") && line.contains("profiles: other, utah"));
        assertThat(Path.of(there.sample().orElseThrow())).isDirectory();
    }

    @Test
    void whatCannotBeReadIsSaidAndHidesNothingElse() throws Exception {
        write("config/overtap/config.yaml", "profiles: [\n");
        write("state/overtap/p-e.json", "{\"schema\":\"overtap/deployment/2\",");
        Surroundings there = Surroundings.here(environment());
        assertThat(there.broken())
                .hasSize(2)
                .anyMatch(text -> text.contains("config.yaml"))
                .anyMatch(text -> text.contains("p-e.json"));
        assertThat(lines(there)).hasSizeBetween(4, 5).anyMatch(line -> line.contains("config.yaml"));
    }
}
