package org.overtap.lab.boss;

import java.util.List;
import org.overtap.lab.boss.wire.Fault;
import org.overtap.lab.boss.wire.MethodReply;

/**
 * A method a client may call.
 *
 * @param required arguments it cannot do without
 * @param ofExperiment whether it is about one experiment, which must exist and be the caller's
 * @param closable whether it is refused while the testbed is closed
 * @param body what it does
 */
record Method(List<String> required, boolean ofExperiment, boolean closable, Body body) {
    /** What a method does with its arguments. */
    interface Body {
        MethodReply answer(Arguments given) throws Fault, InterruptedException;
    }

    static Method open(List<String> required, Body body) {
        return new Method(required, true, false, body);
    }

    static Method closable(List<String> required, Body body) {
        return new Method(required, true, true, body);
    }

    static Method openForAll(List<String> required, Body body) {
        return new Method(required, false, false, body);
    }

    static Method closableForAll(List<String> required, Body body) {
        return new Method(required, false, true, body);
    }
}
