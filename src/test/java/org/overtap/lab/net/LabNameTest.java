package org.overtap.lab.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "my-lab", "../up", "A", "1lab", "a b", "abcdefghijklmnopqrstuvwxyz"})
    void aNameThatCouldBeMistakenIsRefused(String text) {
        assertThatThrownBy(() -> new LabName(text)).hasMessageContaining("cannot name a lab");
    }

    @Test
    void aNodeCalledLikeAPartOfTheLabHasItsOwnNamespace() {
        LabName lab = new LabName("one");
        assertThat(lab.machine("boss")).isNotEqualTo(lab.boss()).startsWith(lab.prefix());
        assertThat(lab.machine("n1")).isEqualTo("ovt-one-n1");
    }

    @Test
    void aNamespaceTellsItsLab() {
        assertThat(LabName.labOf("ovt-one-host-1-2")).isEqualTo("one");
        assertThat(LabName.isLabs("ovt-odd")).isFalse();
        assertThat(LabName.isLabs("other-one-n1")).isFalse();
    }
}
