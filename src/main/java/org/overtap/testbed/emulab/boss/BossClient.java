package org.overtap.testbed.emulab.boss;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.net.ssl.SSLParameters;
import org.apache.xmlrpc.XmlRpcException;
import org.apache.xmlrpc.client.XmlRpcClient;
import org.apache.xmlrpc.client.XmlRpcClientConfigImpl;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.web.Durations;

/** Calls the boss's methods. Thread-safe; nothing needs closing. */
public final class BossClient {
    /** Must arrive as a double: the boss compares it with 0.1 exactly. */
    private static final double VERSION = 0.1;

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    private final EmulabSettings settings;
    private final BossEndpoint endpoint;
    private final HttpClient http;
    private final Duration silence;
    private volatile Consumer<String> notices = notice -> {};

    public BossClient(EmulabSettings settings) throws TestbedException {
        this(settings, BossEndpoint.of(settings));
    }

    BossClient(EmulabSettings settings, BossEndpoint endpoint) throws TestbedException {
        this(settings, endpoint, LONGEST_SILENCE);
    }

    /**
     * @param silence how long nothing is said of a boss that does not answer
     */
    BossClient(EmulabSettings settings, BossEndpoint endpoint, Duration silence) throws TestbedException {
        this.silence = silence;
        this.settings = settings;
        this.endpoint = endpoint;
        SSLParameters protocols = new SSLParameters();
        protocols.setProtocols(BossTls.protocols(settings).toArray(String[]::new));
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connect())
                .sslContext(BossTls.context(settings))
                .sslParameters(protocols)
                .build();
    }

    /**
     * Calls a method and gives its value.
     *
     * @throws TestbedException if the boss cannot be reached, or its code is not success
     */
    public Object value(String method, Map<String, ?> arguments) throws TestbedException {
        BossReply reply = call(method, arguments, settings.call());
        if (!reply.ok()) {
            throw BossErrors.refusal(method, arguments, reply);
        }
        return reply.value();
    }

    /** Who hears that the boss is waited for: whoever made the testbed's connection, not each caller. */
    public void listen(Consumer<String> hearer) {
        notices = hearer;
    }

    /** Says to who listens that the boss has not answered for so long. */
    void say(Duration silent, Duration limit) {
        notices.accept(settings.host() + " has not answered for " + Durations.text(silent) + "; still waiting (up to "
                + Durations.text(limit) + ")");
    }

    /** How long nothing is said of a boss that does not answer. */
    Duration silence() {
        return silence;
    }

    /** Calls a method and gives the reply whatever its code; the limit covers the whole answer. */
    public BossReply call(String method, Map<String, ?> arguments, Duration limit) throws TestbedException {
        return call(method, arguments, limit, Duration.ZERO);
    }

    /** As {@link #call(String, Map, Duration)}, of a method that is to answer late: when, {@code due} tells. */
    BossReply call(String method, Map<String, ?> arguments, Duration limit, Duration due) throws TestbedException {
        try {
            Object answer = client(limit, due).execute(method, List.of(VERSION, arguments));
            return reply(method, ReplyStruct.of(method, answer), answer);
        } catch (XmlRpcException e) {
            if (e.code != 0 && String.valueOf(e.getMessage()).contains("is not supported")) {
                return new BossReply(BossCode.BADARGS, 0, e.getMessage()); // a boss older than the method
            }
            throw failure(method, e);
        } catch (RuntimeException e) {
            throw new TestbedException(method + ": the boss's answer makes no sense: " + e.getMessage(), e);
        }
    }

    public Duration usualLimit() {
        return settings.call();
    }

    private XmlRpcClient client(Duration limit, Duration due) {
        XmlRpcClientConfigImpl config = new XmlRpcClientConfigImpl();
        config.setEncoding("UTF-8");
        config.setEnabledForExtensions(false);
        config.setEnabledForExceptions(false);
        XmlRpcClient client = new XmlRpcClient();
        client.setConfig(config);
        client.setTypeFactory(new PythonTypes(client));
        client.setTransportFactory(() -> new BossTransport(client, http, endpoint, limit, new Silence(due)));
        return client;
    }

    /** When to say what of a call that is not answered. */
    final class Silence {
        private final Duration due;

        private Silence(Duration due) {
            this.due = due;
        }

        /** How long after a call's start something is to be said next, when so much was said already. */
        Duration next(int said) {
            return due.plus(silence.multipliedBy(said + 1L));
        }

        /** Says it. */
        void say(int said, Duration limit) {
            BossClient.this.say(silence.multipliedBy(said + 1L), limit);
        }
    }

    private static BossReply reply(String method, ReplyStruct fields, Object answer) throws TestbedException {
        int code = fields.number("code")
                .orElseThrow(() -> new TestbedException(method + ".code is missing in the boss's answer"))
                .intValue();
        return new BossReply(BossCode.of(code, method), ((Map<?, ?>) answer).get("value"), fields.text("output"));
    }

    private TestbedException failure(String method, XmlRpcException e) {
        if (e.code != 0) {
            return new LostBossException(method + ": the boss failed: " + e.getMessage(), e);
        }
        Throwable cause = e.getCause();
        String text = cause instanceof IOException io ? BossErrors.network(io, settings) : e.getMessage();
        return new LostBossException(method + " at " + settings.boss() + ": " + text, e);
    }
}
