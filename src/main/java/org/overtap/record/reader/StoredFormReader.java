package org.overtap.record.reader;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.overtap.record.Exporter;
import org.overtap.record.ExporterTotal;
import org.overtap.record.FileTotals;
import org.overtap.record.FlowFilter;
import org.overtap.record.FlowRecord;
import org.overtap.record.ReadTally;
import org.overtap.record.RecordException;
import org.overtap.record.RecordFiles;
import org.overtap.record.RecordReader;

/** Reads files of a form that is read here; their node only hands them on. */
final class StoredFormReader implements RecordReader {
    private final StoredForm form;

    StoredFormReader(StoredForm form) {
        this.form = form;
    }

    @Override
    public ReadTally read(RecordFiles files, FlowFilter filter, Consumer<FlowRecord> sink) throws RecordException {
        TallyBuilder tally = new TallyBuilder();
        Consumer<FlowRecord> fitting = flow -> {
            if (filter.test(flow)) {
                tally.record();
                sink.accept(flow);
            } else {
                tally.filtered();
            }
        };
        run(files, new Frames(form.open(fitting, tally), tally));
        return tally.build();
    }

    /** What is not there leaves no trace in such files: gaps are not told. */
    @Override
    public List<FileTotals> stored(RecordFiles files) throws RecordException {
        TallyBuilder tally = new TallyBuilder();
        Counts counts = new Counts();
        run(files, new Frames(form.open(counts::count, tally), tally) {
            @Override
            public void begin(String name, long closed) {
                counts.clear();
                super.begin(name, closed);
            }

            @Override
            public void end() {
                super.end();
                counts.close(name(), closed());
            }
        });
        return counts.files;
    }

    private static void run(RecordFiles files, Frames frames) throws RecordException {
        new NodeScript("stored-files", files).copy(new FileFrames(frames));
    }

    @Override
    public boolean captures() {
        return form.captures();
    }

    @Override
    public List<String> advice() {
        return form.advice();
    }

    /** Hands files on to what reads them. */
    private static class Frames implements FileFrames.Taker {
        private final StoredForm.Reading reading;
        private final TallyBuilder tally;
        private String name = "";
        private long closed;

        Frames(StoredForm.Reading reading, TallyBuilder tally) {
            this.reading = reading;
            this.tally = tally;
        }

        String name() {
            return name;
        }

        long closed() {
            return closed;
        }

        @Override
        public void begin(String file, long time) {
            name = file;
            closed = time;
            reading.begin(file);
        }

        @Override
        public void bytes(byte[] bytes, int from, int to) {
            reading.bytes(bytes, from, to);
        }

        @Override
        public void end() {
            reading.end();
        }

        @Override
        public void unreadable(String file, String why) {
            tally.unread(why, file);
        }
    }

    /** How many records of whom a file has. */
    private static final class Counts {
        private final List<FileTotals> files = new ArrayList<>();
        private final Map<Exporter, Long> records = new LinkedHashMap<>();

        void clear() {
            records.clear();
        }

        void count(FlowRecord flow) {
            records.merge(flow.exporter(), 1L, Long::sum);
        }

        void close(String name, long closed) {
            List<ExporterTotal> totals = new ArrayList<>();
            records.forEach((exporter, count) -> totals.add(new ExporterTotal(exporter, count)));
            files.add(new FileTotals(name, closed, OptionalLong.empty(), totals));
        }
    }
}
