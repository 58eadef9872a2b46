package org.overtap.testbed.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.DiscoveryNote;

/** Which of the namespaces that were found are nodes: each once, whoever else is in it. Pure. */
final class DistinctNodes {
    private DistinctNodes() {}

    /**
     * The nodes, by their namespaces' inodes.
     *
     * @param asked how somebody came to have them
     * @param findings hears who is no node of his own
     * @throws TestbedException if one that was named is gone, or two that were named are one
     */
    static Map<String, Namespace> of(
            List<Namespace> found, MachineFacts facts, NamespaceFinder.Asked asked, Consumer<DiscoveryNote> findings)
            throws TestbedException {
        boolean named = asked == NamespaceFinder.Asked.EACH;
        Map<String, Namespace> nodes = new LinkedHashMap<>();
        for (Namespace node : found) {
            if (facts.has(node)) {
                Namespace before = nodes.putIfAbsent(facts.inodes().get(node.handle()), node);
                if (before != null && named) {
                    throw new TestbedException(before.node() + " (" + before.words() + ") and " + node.node() + " ("
                            + node.words() + ") are in one network namespace, so they are one node: name one of them");
                }
                if (before != null) {
                    findings.accept(new DiscoveryNote(
                            DiscoveryNote.Kind.INFERRED,
                            before.node(),
                            "is " + before.words() + " and " + node.words()
                                    + ", who share one network namespace: one node, and what they send is told of as"
                                    + " one's"));
                }
            } else if (named) {
                throw new TestbedException(
                        node.node() + " (" + node.words() + ") ended while it was looked at: try again");
            }
        }
        return nodes;
    }
}
