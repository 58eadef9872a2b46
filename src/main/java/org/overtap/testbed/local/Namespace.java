package org.overtap.testbed.local;

/**
 * A network namespace that is a node.
 *
 * @param node the node's name
 * @param words what it is, for messages: {@code container shop-web-1 30aed4ee7afb}
 * @param id what tells it from any namespace that may come in its place
 * @param handle a file by which it can be entered, as long as whoever has it is there
 */
public record Namespace(String node, String words, String id, String handle) {
    /** One whose words name it as surely. */
    public Namespace(String node, String words, String handle) {
        this(node, words, words, handle);
    }

    /** The words and what else tells it from others. */
    String identity() {
        return words.equals(id) ? words : words + " [" + id + "]";
    }
}
