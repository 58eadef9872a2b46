package org.overtap.record.reader;

import java.util.Map;
import java.util.TreeMap;
import org.overtap.record.RecordException;
import org.overtap.record.RecordReader;

/** The table of readers, by the name that a collector's description gives. */
public final class RecordReaders {
    private final Map<String, RecordReader> readers;

    public RecordReaders(Map<String, RecordReader> readers) {
        this.readers = new TreeMap<>(readers);
    }

    /** Those that come with overtap. */
    public static RecordReaders builtIn() {
        return new RecordReaders(Map.of(
                "nfdump", new NfdumpReader(NfdumpLine.FORMAT),
                "sfcapd", new NfdumpReader(NfdumpLine.SFLOW_FORMAT),
                "nfacctd", new StoredFormReader(new NfacctdForm()),
                "pcap", new StoredFormReader(new PcapForm()),
                "argus", new ArgusReader()));
    }

    /** @throws RecordException with the names that there are */
    public RecordReader get(String name) throws RecordException {
        RecordReader reader = readers.get(name);
        if (reader == null) {
            throw new RecordException(
                    "no reader is called " + name + "; there are: " + String.join(", ", readers.keySet()));
        }
        return reader;
    }
}
