package org.overtap.testbed.hosts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.Endpoint;
import org.overtap.topology.IpAddress;

/** Asks hosts who answers for an address on one of their links. */
@FunctionalInterface
interface Neighbours {
    /** One question: who has that address on the link of that port? */
    record Question(Endpoint from, IpAddress to) {}

    /**
     * An answer.
     *
     * @param mac the MAC that answered, lower-case; empty if none did
     * @param reason why it could not be asked; empty if it could
     */
    record Answer(Optional<String> mac, Optional<String> reason) {
        static Answer of(String mac) {
            return new Answer(Optional.of(mac), Optional.empty());
        }

        /** Nobody is there. */
        static final Answer NONE = new Answer(Optional.empty(), Optional.empty());

        static Answer cannot(String reason) {
            return new Answer(Optional.empty(), Optional.of(reason));
        }
    }

    /** An answer for every question. */
    Map<Question, Answer> ask(List<Question> questions) throws TestbedException;
}
