package org.overtap.testbed;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Objects;

/**
 * An experiment's description as its testbed keeps it, at one moment. Made by the testbed's adapter, kept in state
 * files, and given back to the adapter; nobody else looks into it.
 *
 * @param content the adapter's own; what is a text to the testbed is a JSON text
 */
public record Revision(@JsonValue JsonNode content) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Revision {
        Objects.requireNonNull(content, "a revision needs a content");
    }

    /** A revision that is a text. */
    public static Revision of(String text) {
        return new Revision(TextNode.valueOf(text));
    }

    /** It as a text, to be shown or kept in a file: the text that it is, else JSON. */
    public String text() {
        return content.isTextual() ? content.textValue() : content.toPrettyString();
    }
}
