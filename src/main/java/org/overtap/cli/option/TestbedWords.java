package org.overtap.cli.option;

import java.util.Arrays;
import java.util.ListResourceBundle;
import java.util.stream.Collectors;
import org.overtap.record.query.ask.FlowPattern;
import org.overtap.record.query.ask.Threshold;
import org.overtap.testbed.TestbedRegistry;

/**
 * What help texts say of the testbeds that are known: {@code ${bundle:testbeds}} is how a SOURCE on each is written,
 * {@code ${bundle:first-testbed}} the name of the first; and of the patterns that flows are searched for:
 * {@code ${bundle:patterns}}, and {@code ${bundle:thresholds}} by which they are told.
 */
public final class TestbedWords extends ListResourceBundle {
    private final TestbedRegistry testbeds;

    public TestbedWords(TestbedRegistry testbeds) {
        this.testbeds = testbeds;
    }

    @Override
    protected Object[][] getContents() {
        return new Object[][] {
            {"testbeds", testbeds.syntax()},
            {"first-testbed", testbeds.first().name()},
            {
                "patterns",
                Arrays.stream(FlowPattern.values())
                        .map(pattern -> pattern.word() + " (" + pattern.meaning() + ")")
                        .collect(Collectors.joining(", "))
            },
            {
                "thresholds",
                Arrays.stream(FlowPattern.values())
                        .filter(pattern -> !pattern.thresholds().isEmpty())
                        .map(pattern -> pattern.word() + " by "
                                + pattern.thresholds().stream()
                                        .map(Threshold::assigned)
                                        .collect(Collectors.joining(", ")))
                        .collect(Collectors.joining("; "))
            },
        };
    }
}
