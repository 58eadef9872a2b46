package org.overtap.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TestbedRegistryTest {
    private static final TestbedRegistry REGISTRY = TestbedRegistry.builtIn();

    @Test
    void theTableIsReadAndEachNameStandsForOneTestbed() {
        assertThat(REGISTRY.all())
                .extracting(TestbedProvider::name)
                .contains("emulab")
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z]+"));
    }

    @Test
    void settingsThatShareANameAreTheSame() {
        assertThat(REGISTRY.all().stream()
                        .flatMap(testbed -> testbed.settings().stream())
                        .distinct()
                        .map(Setting::name))
                .doesNotHaveDuplicates();
    }

    @Test
    void aSourceIsCutAtItsFirstColonAndOnlyWhereATestbedHasThatName() {
        assertThat(REGISTRY.locate("emulab:p/e").orElseThrow().experiment()).isEqualTo("p/e");
        assertThat(REGISTRY.locate("emulab:p/e")).hasToString("Optional[emulab:p/e]");
        assertThat(REGISTRY.locate("emulab")).isEmpty();
        assertThat(REGISTRY.locate("emu:p/e")).isEmpty();
        TestbedRegistry.Location none = REGISTRY.locate("emulab:p:e").orElseThrow();
        assertThatThrownBy(none::experiment)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("p:e")
                .hasMessageContaining("PROJECT/EXPERIMENT");
    }
}
