package org.overtap.report;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A result that has no type of its own: a list of what is known, or what a command made of several results.
 *
 * @param text for people; nothing in it may steer a terminal
 * @param document the same with a {@code schema} field
 */
public record TextAndDocument(String text, JsonNode document) {}
