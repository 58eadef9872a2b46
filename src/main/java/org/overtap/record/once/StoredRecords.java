package org.overtap.record.once;

import java.util.Optional;
import org.overtap.record.Exporter;
import org.overtap.record.RecordFiles;
import org.overtap.record.RecordReader;

/**
 * A place where records of a measurement are stored.
 *
 * @param name what it is called where something of it cannot be read: a node, a folder
 * @param reader reads them
 * @param files they
 * @param own whose they all are, whatever they say themselves: a probe's that stores its own. Absent with a collector's,
 *     which say who exported them
 */
public record StoredRecords(String name, RecordReader reader, RecordFiles files, Optional<Exporter> own) {
    public StoredRecords {
        own = own == null ? Optional.empty() : own;
    }
}
