package org.overtap.report.flows;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.overtap.record.query.FlowAnswer;
import org.overtap.record.query.FlowCounts;
import org.overtap.record.query.FlowFindings;
import org.overtap.record.query.FlowList;
import org.overtap.record.query.FlowSeries;
import org.overtap.record.query.TopFlows;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;
import org.overtap.topology.file.JsonDocument;

/** Flows as a document, written piece by piece. Times are UTC as RFC 3339 has them; what is absent has no key. */
public final class FlowsDocument {
    public static final String SCHEMA = "overtap/flows/1";

    private FlowsDocument() {}

    /** The document. */
    public static JsonDocument.Streamed of(PrintedFlows printed) {
        return json -> write(printed, json);
    }

    private static void write(PrintedFlows printed, JsonGenerator json) throws IOException {
        FlowAnswer answer = printed.answer();
        json.writeStartObject();
        json.writeStringField("schema", SCHEMA);
        json.writeStringField("experiment", printed.measurement().experiment());
        json.writeStringField("filter", answer.query().filter().text());
        if (printed.run().isPresent()) {
            json.writeStringField("run", printed.run().get());
        }
        json.writeFieldName("summary");
        json.writeStartObject();
        counts(json, answer.total());
        json.writeNumberField("bitsPerSecond", answer.total().bitsPerSecond());
        json.writeNumberField("packetsPerSecond", answer.total().packetsPerSecond());
        json.writeNumberField("bytesPerPacket", answer.total().bytesPerPacket());
        json.writeEndObject();
        if (answer.view() instanceof TopFlows top) {
            top(json, top);
        } else if (answer.view() instanceof FlowSeries series) {
            series(json, series);
        } else if (answer.view() instanceof FlowFindings findings) {
            FindingsDocument.write(findings, json);
        } else {
            list(json, (FlowList) answer.view());
        }
        json.writePOJOField("records", answer.tally());
        json.writeObjectFieldStart("leftOut");
        json.writeNumberField("filter", answer.unfit());
        json.writeNumberField("noise", answer.noise());
        json.writeEndObject();
        json.writeObjectField("excluded", printed.excluded());
        json.writeObjectField("silent", printed.silent());
        json.writeObjectField("gaps", printed.gaps());
        json.writeObjectField("outages", printed.measurement().outages());
        json.writeEndObject();
    }

    private static void counts(JsonGenerator json, FlowCounts counts) throws IOException {
        json.writeNumberField("flows", counts.flows());
        json.writeNumberField("packets", counts.packets());
        json.writeNumberField("bytes", counts.bytes());
        if (counts.first().isPresent()) {
            json.writeStringField(
                    "first", FlowUnits.time(counts.first().getAsLong()).toString());
        }
        if (counts.last().isPresent()) {
            json.writeStringField(
                    "last", FlowUnits.time(counts.last().getAsLong()).toString());
        }
    }

    private static void top(JsonGenerator json, TopFlows top) throws IOException {
        json.writeStringField("view", top.matrix() ? "matrix" : "top");
        json.writeStringField("by", top.by().word());
        json.writeStringField("order", top.order().word());
        json.writeBooleanField("twoWay", top.twoWay());
        json.writeNumberField("groups", top.groups());
        json.writeArrayFieldStart("top");
        List<String> titles = top.by().keys().stream().map(top::title).toList();
        for (TopFlows.Entry entry : top.top()) {
            json.writeStartObject();
            for (int i = 0; i < titles.size(); i++) {
                if (entry.key().get(i).isPresent()) {
                    json.writeStringField(titles.get(i), entry.key().get(i).get());
                }
            }
            counts(json, entry.counts());
            if (top.twoWay()) {
                json.writeFieldName("back");
                json.writeStartObject();
                counts(json, entry.back());
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void series(JsonGenerator json, FlowSeries series) throws IOException {
        json.writeStringField("view", "series");
        json.writeNumberField("everySeconds", series.everyMicros() / 1e6);
        json.writeObjectField("segments", series.segments());
        json.writeArrayFieldStart("series");
        for (FlowSeries.Step step : series.steps()) {
            json.writeStartObject();
            json.writeStringField("start", FlowUnits.time(step.start()).toString());
            json.writeStringField("segment", step.segment());
            json.writeNumberField("flows", step.flows());
            json.writeNumberField("packets", step.packets());
            json.writeNumberField("bytes", step.bytes());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("timeless", series.timeless().flows());
    }

    private static void list(JsonGenerator json, FlowList list) throws IOException {
        json.writeStringField("view", "list");
        json.writeStringField("order", list.order().word());
        json.writeArrayFieldStart("list");
        for (FlowRow row : list.rows()) {
            json.writeStartObject();
            for (Column column : Column.values()) {
                if (row.has(column)) {
                    field(json, row, column);
                }
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void field(JsonGenerator json, FlowRow row, Column column) throws IOException {
        if (column.type() == Column.Type.NUMBER) {
            json.writeNumberField(column.title(), row.number(column));
        } else {
            json.writeStringField(column.title(), FlowCells.plain(row, column));
        }
    }
}
