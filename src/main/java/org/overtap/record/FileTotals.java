package org.overtap.record;

import java.util.List;
import java.util.OptionalLong;

/**
 * What one finished file has.
 *
 * @param name its path, relative to where the files lie
 * @param closed when it was closed, in seconds since 1970 by its node's clock
 * @param gaps how often the sequence numbers of what came while it was open jumped, however far; absent where the format
 *     or its reader does not tell. A process that starts anew makes them jump too
 * @param exporters one for each exporter that it has records of
 */
public record FileTotals(String name, long closed, OptionalLong gaps, List<ExporterTotal> exporters) {
    public FileTotals {
        exporters = List.copyOf(exporters);
    }

    /** The folder that it lies in; files of one folder follow each other. */
    public String folder() {
        return name.substring(0, name.lastIndexOf('/') + 1);
    }
}
