package org.overtap.overlay.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A topic of a message broker of the user's own.
 *
 * @param host its name or IPv4 address, as nodes reach it
 * @param port its port
 * @param topic the topic, of the characters that Kafka takes
 */
public record BrokerTopic(String host, int port, String topic) {
    private static final Pattern TEXT =
            Pattern.compile("([A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?):(\\d{1,5})/([A-Za-z0-9._-]{1,249})");
    private static final int MOST_PORT = 65535;

    /**
     * What is written as {@code HOST:PORT/TOPIC}.
     *
     * @throws PlanException if it is not
     */
    @JsonCreator
    public static BrokerTopic of(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) < 1 || Integer.parseInt(parts.group(2)) > MOST_PORT) {
            throw new PlanException("a broker is HOST:PORT/TOPIC, as in 10.0.0.5:9092/flows, not " + text);
        }
        return new BrokerTopic(parts.group(1), Integer.parseInt(parts.group(2)), parts.group(3));
    }

    /** What fills the places of a collector's description. */
    public Map<String, String> values() {
        return Map.of("broker", host, "brokerport", String.valueOf(port), "topic", topic);
    }

    @JsonValue
    @Override
    public String toString() {
        return host + ":" + port + "/" + topic;
    }
}
