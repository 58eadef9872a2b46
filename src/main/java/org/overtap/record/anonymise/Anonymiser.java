package org.overtap.record.anonymise;

import java.io.IOException;
import java.util.List;
import org.overtap.record.Measurement;
import org.overtap.record.ReadTally;
import org.overtap.record.table.FlowRow;
import org.overtap.record.table.FlowRows;
import org.overtap.record.table.FlowSource;
import org.overtap.record.table.FlowTally;

/**
 * A measurement and its flows, as they may be given to people who must not learn where it was made: what is the same in
 * the one is the same in the other. It is not for several threads.
 */
public final class Anonymiser {
    private static final String READING = "anonymised";

    private final Measurement measurement;
    private final Disguise disguise;

    /**
     * @param measurement the whole truth
     * @param key what the replacements are drawn by
     */
    public Anonymiser(Measurement measurement, AnonymisationKey key) {
        this.measurement = measurement;
        this.disguise = new Disguise(measurement, key);
    }

    /** The measurement with all addresses and names replaced, and without texts that may tell some. */
    public Measurement measurement() {
        return new DisguisedMeasurement(disguise).of(measurement);
    }

    /** What stands for a node's name in all that is shown. */
    public String node(String name) {
        return disguise.node(name);
    }

    /** What stands for the name of a node's interface. */
    public String iface(String node, String name) {
        return disguise.iface(node, name);
    }

    /** What stands for a segment's name. */
    public String segment(String name) {
        return disguise.segment(name);
    }

    /** What stands for a run's name. */
    public String run(String name) {
        return disguise.run(name);
    }

    /** The same rows in the same order, with all addresses and names replaced. */
    public FlowSource source(FlowSource truth) {
        return (columns, rows) -> tally(truth.scan(columns, rows(rows)));
    }

    /** Takes rows of the truth and hands on what may be seen of them. */
    private FlowRows rows(FlowRows shown) {
        DisguisedRow view = new DisguisedRow(disguise);
        return new FlowRows() {
            @Override
            public void flow(FlowRow row) throws IOException {
                shown.flow(view.set(row));
            }

            @Override
            public void crossing(FlowRow row) throws IOException {
                shown.crossing(view.set(row));
            }
        };
    }

    /** The same numbers; what could not be read is counted, and not quoted. */
    private static FlowTally tally(FlowTally truth) {
        long unread = truth.unread().stream().mapToLong(ReadTally.Unread::count).sum();
        return new FlowTally(
                truth.records(),
                truth.counted(),
                truth.others(),
                truth.tests(),
                truth.early(),
                truth.foreign(),
                truth.excluded(),
                truth.duplicates(),
                unread == 0 ? List.of() : List.of(new ReadTally.Unread(READING, unread, "")),
                truth.flows(),
                truth.packets(),
                truth.bytes(),
                truth.crossings());
    }
}
