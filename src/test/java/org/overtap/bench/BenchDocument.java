package org.overtap.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.overtap.bench.flows.FlowTiming;
import org.overtap.topology.file.JsonDocument;

/** The bench's results as one document. */
final class BenchDocument {
    private BenchDocument() {}

    /** All rows, as they were printed; the exponent is of the time that whole processes take by size. */
    static ObjectNode of(
            List<Measured> rows, double exponent, List<Kernel> kernels, List<FlowTiming> flows, List<String> faults) {
        ObjectNode document = JsonDocument.mapper().createObjectNode().put("schema", "overtap/bench/1");
        document.putObject("machine")
                .put("cores", Runtime.getRuntime().availableProcessors())
                .put("java", System.getProperty("java.version"))
                .put("os", System.getProperty("os.name"));
        document.put("growthExponent", Math.round(exponent * 100) / 100.0);
        rows.forEach(document.putArray("rows")::addPOJO);
        kernels.forEach(document.putArray("kernels")::addPOJO);
        flows.forEach(document.putArray("flows")::addPOJO);
        faults.forEach(document.putArray("faults")::add);
        return document;
    }
}
