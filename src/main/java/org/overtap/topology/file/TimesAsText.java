package org.overtap.topology.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/** Times as ISO 8601 writes them in UTC: {@code 2026-01-31T12:00:00.250Z}. */
final class TimesAsText extends SimpleModule {
    private static final long serialVersionUID = 1;

    TimesAsText() {
        addSerializer(Instant.class, ToStringSerializer.instance);
        addDeserializer(Instant.class, new FromText());
    }

    private static final class FromText extends StdScalarDeserializer<Instant> {
        private static final long serialVersionUID = 1;

        FromText() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            String text = json.getValueAsString("");
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw context.weirdStringException(text, Instant.class, "times are like 2026-01-31T12:00:00Z");
            }
        }
    }
}
