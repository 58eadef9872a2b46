package org.overtap.lab.ns;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MissingInterpreterTest {

    @Test
    void theDebianPackageIsNamed() {
        NsEvaluator evaluator = new NsEvaluator("/no/such/otclsh", ParserSettings.usual(), Duration.ofSeconds(5));

        assertThatThrownBy(() -> evaluator.check("puts hello"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("/no/such/otclsh")
                .hasMessageContaining("Debian package otcl-shells");
    }
}
