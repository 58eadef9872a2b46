package org.overtap.cli;

import java.util.List;
import java.util.Optional;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedException;

/** The testbeds that overtap knows: a new one is one line here. */
final class TestbedTable {
    /** Opens an experiment on a testbed. */
    interface Opener {
        Testbed open(String experiment, Settings settings) throws TestbedException;
    }

    /**
     * One testbed.
     *
     * @param name the word before the colon in a SOURCE
     * @param support live, recorded or untested: how far it was tried against the real thing
     */
    record Entry(String name, String support, Opener opener) {}

    private static final List<Entry> ALL = List.of(new Entry("emulab", "recorded", EmulabConnection::open));

    private TestbedTable() {}

    static List<Entry> all() {
        return ALL;
    }

    /** The testbed that a SOURCE names, if it names one. */
    static Optional<Entry> of(String source) {
        return ALL.stream().filter(e -> source.startsWith(e.name() + ":")).findFirst();
    }
}
