package org.overtap.topology.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class VisibleTextTest {
    /** Made by hand from Unicode's list of control and bidirectional formatting characters. */
    private static final String EVIL = "\u0000\u0007\b\u000b\f\u001b\u007f\u0080\u009b\u009f\u061c\u200e\u200f"
            + "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069";

    private static final String GOOD =
            "Zürich, 東京, القاهرة, नई दिल्ली, ไทย, \u0646\u06cc\u200c\u0633\u062a, e\u0301, 👩\u200d🔬\t\r\n|~ \u00a0";

    @Test
    void whatATerminalObeysIsWrittenOut() {
        String shown = VisibleText.of("a\u001b[31mred\u202eder\u009b2J\r\u0007");
        assertThat(shown).isEqualTo("a\\x1b[31mred\\u202eder\\x9b2J\\x0d\\x07");
        assertThat(VisibleText.of(EVIL)).matches("[\\x20-\\x7e]+");
    }

    @Test
    void lettersOfAnyLanguageStay() {
        assertThat(VisibleText.of(GOOD)).isEqualTo(GOOD);
    }

    @Test
    void documentsEscapeThemAndAreReadAsTheyWere() throws Exception {
        ObjectNode document = JsonDocument.mapper().createObjectNode().put("text", EVIL + GOOD + "\"\\/");
        document.put("key" + EVIL, 1);
        String text = JsonDocument.text(document);
        assertThat(VisibleText.of(text)).isEqualTo(text);
        assertThat(text).contains("東京", "\\u202E", "\\u009B", "\\u007F");
        assertThat(JsonDocument.mapper().readTree(text)).isEqualTo(document);
    }
}
