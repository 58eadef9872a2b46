package org.overtap.cli.option;

import java.util.ListResourceBundle;
import org.overtap.testbed.TestbedRegistry;

/**
 * What help texts say of the testbeds that are known: {@code ${bundle:testbeds}} is how a SOURCE on each is written,
 * {@code ${bundle:first-testbed}} the name of the first.
 */
public final class TestbedWords extends ListResourceBundle {
    private final TestbedRegistry testbeds;

    public TestbedWords(TestbedRegistry testbeds) {
        this.testbeds = testbeds;
    }

    @Override
    protected Object[][] getContents() {
        return new Object[][] {
            {"testbeds", testbeds.syntax()}, {"first-testbed", testbeds.first().name()},
        };
    }
}
