package org.overtap.testbed.local;

/**
 * A network namespace that is a node.
 *
 * @param node the node's name
 * @param id what it is, unlike that of any namespace that may come in its place: the testbed's word for it
 * @param handle a file by which it can be entered
 */
public record Namespace(String node, String id, String handle) {}
