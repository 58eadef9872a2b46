package org.overtap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.testbed.Setting;
import org.overtap.testbed.SshLogin;
import org.overtap.testbed.TestbedProvider;
import org.overtap.testbed.TestbedRegistry;

class ConnectionOptionsTest {
    private static String said(String... args) {
        StringWriter said = new StringWriter();
        Main.run(args, new PrintWriter(said), new PrintWriter(said));
        return said.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "topology", "plan", "deploy", "status", "verify", "collect", "teardown"})
    void everySettingIsAnOptionUnderItsTestbedsHeadingAndNoSecretIs(String command) {
        String help = said(command, "--help");
        List<TestbedProvider> testbeds = TestbedRegistry.builtIn().all();
        assertThat(testbeds)
                .filteredOn(testbed -> testbed.settings().stream()
                        .anyMatch(setting -> having(testbeds, setting).equals(testbed.name())))
                .isNotEmpty()
                .allSatisfy(testbed -> assertThat(help)
                        .contains("Testbed " + testbed.name() + " (" + testbed.name() + ":" + testbed.syntax() + "):"));
        assertThat(testbeds)
                .filteredOn(testbed -> testbed.settings().containsAll(SshLogin.SETTINGS))
                .allSatisfy(testbed -> assertThat(help)
                        .containsPattern("Login on the nodes \\([a-z, ]*" + testbed.name() + "[a-z, ]*\\):"));
        for (TestbedProvider testbed : testbeds) {
            assertThat(testbed.settings())
                    .filteredOn(setting -> setting.kind() != Setting.Kind.SECRET)
                    .allSatisfy(setting -> assertThat(help).containsPattern("\\s--" + setting.name() + "\\b"));
            assertThat(testbed.settings())
                    .filteredOn(setting -> setting.kind() == Setting.Kind.SECRET)
                    .allSatisfy(setting -> assertThat(help).doesNotContain("--" + setting.name()));
        }
    }

    @Test
    void aSettingOfSeveralTestbedsIsThereOnceUnderAllTheirNames() {
        List<TestbedProvider> testbeds = TestbedRegistry.builtIn().all();
        assertThat(said("plan", "--help"))
                .containsOnlyOnce("--allow-partial ")
                .contains("Testbeds " + having(testbeds, Setting.ALLOW_PARTIAL) + ":");
    }

    private static String having(List<TestbedProvider> testbeds, Setting setting) {
        return testbeds.stream()
                .filter(testbed -> testbed.settings().contains(setting))
                .map(TestbedProvider::name)
                .collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--boss=nowhere:", "--boss=no/where"})
    void whatIsGivenReachesTheTestbed(String option) {
        assertThat(said("topology", "emulab:p/e", option)).contains(option.substring(7), "HOST:PORT");
    }
}
