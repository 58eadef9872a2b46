package org.overtap.verify.evidence;

/**
 * How many records are stored of one exporter, by time.
 *
 * @param before in files that were closed before the beginning
 * @param open in files that were open at the beginning
 * @param since in files that were opened since
 */
public record ExporterWindow(long before, long open, long since) {
    /** Nothing at any time. */
    public static final ExporterWindow NONE = new ExporterWindow(0, 0, 0);

    /** Both together. */
    public ExporterWindow and(ExporterWindow more) {
        return new ExporterWindow(before + more.before, open + more.open, since + more.since);
    }

    /** All that is stored of it. */
    public long all() {
        return before + open + since;
    }
}
