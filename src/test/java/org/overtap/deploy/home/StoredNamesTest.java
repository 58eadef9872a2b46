package org.overtap.deploy.home;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A node may call its files what it likes; here they are called only what their instrument's pattern allows. */
class StoredNamesTest {
    private static final StoredNames NAMES = StoredNames.of("flows/*/nfcapd.2*");

    @ParameterizedTest
    @ValueSource(strings = {"flows/n1/nfcapd.202611281006", "flows/ä b/nfcapd.2 1", "flows/a.b/nfcapd.2"})
    void namesOfThePattern(String path) {
        assertThat(NAMES.mayBeClosed(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/etc/passwd",
                "/flows/n1/nfcapd.2",
                "../nfcapd.2",
                "flows/../nfcapd.2",
                "flows/n1/../nfcapd.2",
                "flows/./nfcapd.2",
                "flows//nfcapd.2",
                "flows/nfcapd.2",
                "flows/n1/n2/nfcapd.2",
                "flows/n1/nfcapd.2/x",
                "flows/n1/nfcapd.2/..",
                "flows/.ssh/nfcapd.2",
                "flows/n1/nfcapd.2\u0007",
                "flows/n1/nfcapd.2\u001b[2J",
                "flows/n1/nfcapd.2\r",
                "flows/n1/nfcapd.2\u009b31m",
                "flows/n1/nfcapd.2\u202etxt",
                "flows/n1/nfcapd.2\ufffd",
                "flows/n1/nfcapd.2 ",
                "flows/n1/other",
                "Flows/n1/nfcapd.2"
            })
    void othersAreNotBelieved(String path) {
        assertThat(NAMES.mayBeClosed(path)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "flows/n1/nfcapd.current.12, true",
        "flows/n1/nfcapd.2026, false",
        "flows/nfcapd.current.12, false",
        "flows/n1/.nfstat, false",
        "flows/n1/../x, false"
    })
    void whatNobodyClosedLiesBesideThem(String path, boolean may) {
        assertThat(NAMES.mayBeOpen(path)).isEqualTo(may);
    }

    @ParameterizedTest
    @CsvSource({
        "'lines/closed.[0-9]', lines/closed.7, true",
        "'lines/closed.[0-9]', lines/closed.x, false",
        "'lines/closed.[!0-9]', lines/closed.x, true",
        "'lines/closed.[!0-9]', lines/closed./, false",
        "'lines/a?c', lines/abc, true",
        "'lines/a?c', lines/a/c, false",
        "'lines/a.c', lines/abc, false",
        "'lines/a+(b)|*', lines/a+(b)|x, true"
    })
    void wildcardsMeanWhatTheyMeanToAShell(String pattern, String path, boolean matches) {
        assertThat(StoredNames.of(pattern).mayBeClosed(path)).isEqualTo(matches);
    }
}
