package org.overtap.record.query.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.overtap.record.query.FlowFindings;
import org.overtap.record.query.FlowQuery;
import org.overtap.record.query.FlowQuestion;
import org.overtap.record.query.filter.FlowExpression;

/** A million sources, searched by a Java machine that may use a gigabyte and a half. */
@Tag("long")
class ManySourcesIT {
    private static final int SOURCES = 1_000_000;

    @Test
    void aMillionSourcesFitIntoAGigabyteAndAHalf() throws Exception {
        for (FlowPattern pattern : FlowPattern.values()) {
            Process java = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx1500m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            ManySourcesIT.class.getName(),
                            pattern.name()))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(java.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(java.exitValue()).as(said).isZero();
            assertThat(said).contains("considered ");
        }
    }

    /** The search by itself. */
    public static void main(String[] args) throws Exception {
        PatternSettings settings = new PatternSettings(Map.of(), Optional.empty(), 10);
        FlowFindings found = (FlowFindings) new FlowQuery(
                        new FlowQuestion.Search(
                                () -> FlowPattern.valueOf(args[0]).search(settings)),
                        FlowExpression.ALL,
                        false)
                .ask(new ManySources(SOURCES))
                .view();
        System.out.println("considered " + found.considered() + ": " + found.headline());
    }
}
