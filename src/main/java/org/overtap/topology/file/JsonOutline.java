package org.overtap.topology.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * What a look through a document tells without building anything of it.
 *
 * @param schema what its field {@code schema} says; empty if it has none
 * @param memory what building it may take, in bytes
 */
record JsonOutline(String schema, long memory) {
    /** What values of each kind take as our records, in bytes, as measured, rounded up. */
    private static final long OBJECT = 160;

    private static final long ARRAY = 120;
    private static final long VALUE = 60;

    static JsonOutline of(JsonParser json) throws IOException {
        String schema = "";
        long memory = 0;
        int depth = 0;
        for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
            boolean opens = token.isStructStart();
            memory += token == JsonToken.START_OBJECT ? OBJECT : opens ? ARRAY : token.isScalarValue() ? VALUE : 0;
            depth += opens ? 1 : token.isStructEnd() ? -1 : 0;
            if (depth == 1 && token.isScalarValue() && "schema".equals(json.currentName())) {
                schema = json.getText();
            }
        }
        return new JsonOutline(schema, memory);
    }
}
