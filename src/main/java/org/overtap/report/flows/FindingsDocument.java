package org.overtap.report.flows;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.overtap.record.query.FlowFindings;
import org.overtap.record.query.FlowFindings.Field;
import org.overtap.record.query.FlowFindings.Kind;

/** What was found in flows, as part of their document. */
final class FindingsDocument {
    private FindingsDocument() {}

    static void write(FlowFindings findings, JsonGenerator json) throws IOException {
        json.writeStringField("view", "ask");
        json.writeStringField("ask", findings.question());
        json.writeStringField("headline", findings.headline());
        json.writeBooleanField("sufficient", findings.sufficient());
        json.writeNumberField("considered", findings.considered());
        json.writeNumberField("found", findings.found());
        json.writeObjectFieldStart("thresholds");
        for (FlowFindings.Measure measure : findings.measures()) {
            json.writeNumberField(measure.name(), measure.value());
        }
        json.writeEndObject();
        json.writeObjectField("notes", findings.notes());
        json.writeArrayFieldStart("findings");
        for (List<Optional<Object>> row : findings.rows()) {
            json.writeStartObject();
            for (int i = 0; i < row.size(); i++) {
                Field field = findings.fields().get(i);
                if (row.get(i).isPresent() && !field.title().isEmpty()) {
                    field(json, field, row.get(i).get());
                }
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void field(JsonGenerator json, Field field, Object value) throws IOException {
        if (field.kind() == Kind.TIME) {
            json.writeStringField(field.title(), FlowUnits.time((Long) value).toString());
        } else {
            json.writeObjectField(field.title(), value);
        }
    }
}
