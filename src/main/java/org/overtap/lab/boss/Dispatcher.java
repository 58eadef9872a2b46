package org.overtap.lab.boss;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.overtap.lab.boss.wire.Fault;
import org.overtap.lab.boss.wire.MethodReply;
import org.overtap.lab.boss.wire.XmlRpcCall;
import org.overtap.lab.boss.wire.XmlRpcText;

/** From a request's bytes to a response's text: version first, then access, then the method. */
final class Dispatcher {
    private static final double VERSION = 0.1;

    private final ExperimentId id;
    private final Map<String, Method> methods = new HashMap<>();
    private final Supplier<FaultInjection> faults;

    Dispatcher(ExperimentId id, List<Map<String, Method>> tables, Supplier<FaultInjection> faults) {
        this.id = id;
        this.faults = faults;
        tables.forEach(methods::putAll);
    }

    String respond(byte[] body) throws InterruptedException {
        try {
            XmlRpcCall call = XmlRpcCall.read(body);
            FaultInjection playing = faults.get();
            Hardware.linger(playing.slowMs());
            if (playing.faulting().contains(call.method())) {
                throw new Fault("exceptions.IOError:the method was told to fail");
            }
            return XmlRpcText.response(answer(call, playing));
        } catch (Fault | RuntimeException e) {
            return XmlRpcText.fault(1, e instanceof Fault ? e.getMessage() : "exceptions.Exception:" + e.getMessage());
        }
    }

    private MethodReply answer(XmlRpcCall call, FaultInjection playing) throws Fault, InterruptedException {
        Method method = methods.get(call.method());
        if (method == null) {
            throw new Fault("exceptions.Exception:method \"" + call.method() + "\" is not supported");
        }
        if (call.parameters().size() != 2 || !(call.parameters().get(1) instanceof Map<?, ?> struct)) {
            throw new Fault("exceptions.TypeError:" + call.method() + "() takes exactly 3 arguments");
        }
        if (!call.parameters().get(0).equals(VERSION)) {
            return MethodReply.failed(MethodReply.BAD_VERSION, "Client version mismatch!");
        }
        Map<String, Object> given = new HashMap<>();
        struct.forEach((name, value) -> given.put(name.toString(), value));
        Arguments arguments = new Arguments(given);
        Optional<MethodReply> refusal = refusal(method, arguments, playing);
        return refusal.isPresent() ? refusal.get() : method.body().answer(arguments);
    }

    private Optional<MethodReply> refusal(Method method, Arguments given, FaultInjection playing) {
        if (method.closable() && playing.closed()) {
            return Optional.of(MethodReply.failed(
                    MethodReply.REFUSED, "Testbed is down for maintenance; please try again later."));
        }
        Optional<String> missing = given.missing(method.required());
        if (missing.isPresent()) {
            return Optional.of(MethodReply.failed(MethodReply.BAD_ARGUMENTS, "Must supply '" + missing.get() + "'"));
        }
        return method.ofExperiment() ? access(given, playing) : Optional.empty();
    }

    private Optional<MethodReply> access(Arguments given, FaultInjection playing) {
        String wanted = given.text("proj").orElse("") + "/" + given.text("exp").orElse("");
        if (!wanted.equals(id.text())) {
            return Optional.of(MethodReply.failed(MethodReply.ERROR, "No such experiment: " + wanted));
        }
        return playing.forbidden()
                ? Optional.of(MethodReply.failed(
                        MethodReply.FORBIDDEN, "You do not have permission to access experiment: " + wanted))
                : Optional.empty();
    }
}
