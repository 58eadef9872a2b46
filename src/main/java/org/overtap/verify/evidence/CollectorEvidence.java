package org.overtap.verify.evidence;

import java.util.Optional;

/**
 * What is known of a collector.
 *
 * @param node the node that it runs on
 * @param listensOn its port, for people
 * @param condition its condition at the end
 * @param note what its log ends with where it does not run, or why its node cannot be entered
 * @param unread why what it stored could not be read; absent if it could
 * @param ignored datagrams of strangers that it did not take since the beginning; absent where it does not tell
 */
public record CollectorEvidence(
        String node,
        String listensOn,
        Condition condition,
        String note,
        Optional<String> unread,
        Optional<Long> ignored) {}
