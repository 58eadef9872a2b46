package org.overtap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** A name that no file can have here, as one with an umlaut has none where the locale is C: a wrong input. */
class UnnameableFileTest {
    @Test
    void isToldAsSuch() {
        StringWriter err = new StringWriter();
        int code = Main.run(
                new String[] {"plan", "m\0nifest.json"},
                new PrintWriter(new StringWriter()),
                new PrintWriter(err, true));
        assertThat(code).isEqualTo(2);
        assertThat(err.toString())
                .contains("nifest")
                .contains("no file can be called so here")
                .contains("set LC_ALL=C.UTF-8");
    }
}
