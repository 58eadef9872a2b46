package org.overtap.toy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page that tells how an instrument is added shows a descriptor that works. */
class AddingPageTest {
    @Test
    void thePageShowsTheToyCollectorAsItIsTried() throws Exception {
        String page = Files.readString(Path.of("src/main/java/org/overtap/instrument/ADDING.md"));
        String toy = Files.readString(Path.of("src/test/resources/toys/toy-collector.yaml"));
        int from = page.indexOf("```yaml\n") + "```yaml\n".length();
        assertThat(page.substring(from, page.indexOf("```", from))).isEqualTo(toy);
    }
}
