package org.overtap.testbed.local.ovs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.testbed.InvalidSettingException;

class OvsProviderTest {
    private final OvsProvider provider = new OvsProvider();

    @ParameterizedTest
    @CsvSource({
        "local, ovs/local",
        "'', ovs/local",
        "hypervisor, ovs/hypervisor",
        "root@hypervisor, ovs/hypervisor",
        "ada@10.1.2.3:2222, ovs/10.1.2.3_2222",
        "[2001:db8::1], ovs/2001_db8__1",
        "[2001:db8::1]:2222, ovs/2001_db8__1-2222",
        "[2001:db8::1:2222], ovs/2001_db8__1_2222",
    })
    void aMachineIsAnExperiment(String words, String experiment) {
        assertThat(provider.experiment(words)).isEqualTo(experiment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a@b@c", "host:0", "host:70000", "-oProxyCommand=x", "../x", "br0/7"})
    void whatNamesNoMachineIsRefused(String words) {
        assertThatThrownBy(() -> provider.experiment(words))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("'ovs:" + words + "'");
    }
}
