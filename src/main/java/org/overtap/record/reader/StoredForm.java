package org.overtap.record.reader;

import java.util.List;
import java.util.function.Consumer;
import org.overtap.record.FlowRecord;

/** A form of files whose records are read here, byte by byte as the files come, and not by a tool where they are. */
interface StoredForm {
    /**
     * Begins a run over some files.
     *
     * @param sink takes the records
     * @param tally counts what cannot be read
     */
    Reading open(Consumer<FlowRecord> sink, TallyBuilder tally);

    /** What people need to know of such files, a sentence each. */
    List<String> advice();

    /** Whether such files are captured packets. */
    default boolean captures() {
        return false;
    }

    /** Reads one file after the other. */
    interface Reading {
        /** A file begins. */
        void begin(String name);

        /** The next of its bytes; they are its own only until it returns. */
        void bytes(byte[] bytes, int from, int to);

        /** It ends. */
        void end();
    }
}
