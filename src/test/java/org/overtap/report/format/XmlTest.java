package org.overtap.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

class XmlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\uFFFEb",
                "a\uFFFFb",
                "a\uD800b",
                "b\uDC00",
                "a\u0000b",
                "\u001B[2J",
                "\u0085",
                "<&>\"'",
                "]]>",
                "\uD83D\uDE00"
            })
    void whateverANameHasTheDrawingIsWellFormed(String name) throws Exception {
        String text = "<t a=\"" + Xml.text(name) + "\">" + Xml.text(name) + "</t>";
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }

    @org.junit.jupiter.api.Test
    void lettersOfAllLanguagesStay() {
        assertThat(Xml.text("Zürich 中 😀")).isEqualTo("Zürich 中 😀");
        assertThat(Xml.text("a\uFFFEb")).isEqualTo("a?b");
    }
}
