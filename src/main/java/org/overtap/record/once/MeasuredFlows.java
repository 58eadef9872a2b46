package org.overtap.record.once;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.overtap.record.Exporter;
import org.overtap.record.FlowFilter;
import org.overtap.record.FlowRecord;
import org.overtap.record.Measurement;
import org.overtap.record.ReadTally;
import org.overtap.record.RecordException;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRows;
import org.overtap.record.table.FlowSource;
import org.overtap.record.table.FlowTally;

/** The flows of a measurement, read from where its records are stored. */
public final class MeasuredFlows implements FlowSource {
    private final Measurement measurement;
    private final FlowSelection selection;
    private final List<StoredRecords> places;
    private List<ProbeAccount> accounts = List.of();
    private final Map<String, Long> gaps = new TreeMap<>();

    /** @param places every place where records of it are, in the order in which they are read */
    public MeasuredFlows(Measurement measurement, FlowSelection selection, List<StoredRecords> places) {
        this.measurement = measurement;
        this.selection = selection;
        this.places = List.copyOf(places);
    }

    /**
     * Hands on the rows while records are read. A place that cannot be read is told in the tally.
     *
     * @throws RecordException if no place can be read
     */
    @Override
    public FlowTally scan(Set<Column> columns, FlowRows rows) throws RecordException, IOException {
        ExactlyOnce once = new ExactlyOnce(measurement, selection, rows);
        List<ReadTally.Unread> unread = new ArrayList<>();
        List<RecordException> failed = new ArrayList<>();
        gaps.clear();
        for (StoredRecords place : places) {
            try {
                ReadTally tally = place.reader().read(place.files(), FlowFilter.ALL, into(once, place));
                unread.addAll(tally.unread());
                tally.gaps().ifPresent(more -> gaps.merge(place.name(), more, Long::sum));
                once.jumped(tally.jumps());
            } catch (RecordException e) {
                failed.add(e);
                unread.add(
                        new ReadTally.Unread("a place that cannot be read", 1, place.name() + ": " + e.getMessage()));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        if (!failed.isEmpty() && failed.size() == places.size()) {
            throw failed.get(0);
        }
        FlowTally tally = once.finish(unread);
        accounts = once.accounts();
        return tally;
    }

    private static Consumer<FlowRecord> into(ExactlyOnce once, StoredRecords place) {
        Exporter own = place.own().orElse(null);
        return flow -> {
            try {
                once.accept(own == null ? flow : flow.toldBy(own));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /** What became of each probe's records when they were last read, by node and interface; probes without any too. */
    public List<ProbeAccount> accounts() {
        return accounts;
    }

    /**
     * How often sequence numbers jumped in what was stored when it was last read, for each place by its name: so often
     * records were lost between a probe and its collector, or a probe started anew. Absent where its files do not tell.
     */
    public Map<String, OptionalLong> gaps() {
        Map<String, OptionalLong> all = new TreeMap<>();
        places.forEach(place -> all.put(
                place.name(),
                gaps.containsKey(place.name()) ? OptionalLong.of(gaps.get(place.name())) : OptionalLong.empty()));
        return all;
    }
}
