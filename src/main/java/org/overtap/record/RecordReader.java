package org.overtap.record;

import java.util.List;
import java.util.function.Consumer;

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
    List<StoredFile> stored(RecordFiles files) throws RecordException;
}
