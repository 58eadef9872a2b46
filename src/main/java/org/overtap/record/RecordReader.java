package org.overtap.record;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.overtap.topology.IpAddress;

/**
 * Reads the records that one kind of collector stored. All that is particular to a format is in its reader: which tool
 * prints it and how, what its files look like, how many records and gaps it knows of.
 */
public interface RecordReader {
    /**
     * Hands on the stored records that fit the filter, one by one while they are read, in the order of the files. A
     * file or line that cannot be read is counted and does not end the run.
     *
     * @throws RecordException if the node cannot be reached, the folder is not there or the tool is not
     */
    ReadTally read(RecordFiles files, FlowFilter filter, Consumer<FlowRecord> sink) throws RecordException;

    /**
     * What is stored of every exporter, file by file, by name.
     *
     * @throws RecordException if the node cannot be reached, the folder is not there or the tool is not
     */
    List<FileTotals> stored(RecordFiles files) throws RecordException;

    /**
     * What people add as a last word to the command by which they read such files, to see only what that exporter told,
     * and if ends are given only what ran between them; empty if there is no such word.
     */
    default Optional<String> only(Exporter exporter, List<IpAddress> ends) {
        return Optional.empty();
    }

    /** Whether its files are captured packets, which a dataset hands on as they are. */
    default boolean captures() {
        return false;
    }

    /** What must be installed where the files are. */
    default List<String> programs() {
        return List.of();
    }

    /** What people need to know of the tool by which they read such files, a sentence each. */
    default List<String> advice() {
        return List.of();
    }
}
