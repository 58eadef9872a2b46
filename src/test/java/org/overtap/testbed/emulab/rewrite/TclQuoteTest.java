package org.overtap.testbed.emulab.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TclQuoteTest {
    @Test
    void plainWordsStayAsTheyAre() {
        assertThat(TclQuote.word("router-0")).isEqualTo("router-0");
        assertThat(TclQuote.word("/proj/p/x.tar.gz")).isEqualTo("/proj/p/x.tar.gz");
    }

    @Test
    void anEmptyWordIsStillAWord() {
        assertThat(TclQuote.word("")).isEqualTo("\"\"");
    }

    @Test
    void nothingIsSubstituted() {
        assertThat(TclQuote.word("$a [b] {c} \\ \" ;")).isEqualTo("\"\\$a \\[b\\] \\{c\\} \\\\ \\\" \\;\"");
    }

    @Test
    void lineEndsAndForeignLettersAreOneLineOfAscii() {
        assertThat(TclQuote.word("a\nb\u00e9")).isEqualTo("\"a\\u000ab\\u00e9\"");
    }

    @Test
    void aListInAWordIsQuotedTwice() {
        assertThat(TclQuote.command(List.of("f", TclQuote.list(List.of("a b", "c")))))
                .isEqualTo("f \"\\\"a b\\\" c\"");
    }
}
