package org.overtap.testbed.emulab.boss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.emulab.Canary;
import org.overtap.testbed.emulab.FakeBoss;
import org.overtap.testbed.emulab.Fixtures;
import org.overtap.testbed.emulab.Replies;
import org.overtap.testbed.emulab.XmlRpcBody;

class BossClientTest {
    private static final Map<String, Object> EXPERIMENT = new ExperimentName("testproj", "exp1").arguments();

    private static Object ask(String response, String method) throws TestbedException {
        try (FakeBoss boss = FakeBoss.saying(response)) {
            return new BossClient(boss.settings()).value(method, EXPERIMENT);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "state, experiment.state, ''",
        "info-mapping, experiment.info, mapping",
        "info-links, experiment.info, links",
        "info-physical, experiment.info, physical",
        "info-traces, experiment.info, traces",
        "nsfile, experiment.nsfile, ''",
    })
    void requestsSayWhatEmulabsOwnClientSays(String wire, String method, String aspect) throws TestbedException {
        Map<String, Object> arguments = new LinkedHashMap<>(EXPERIMENT);
        if (!aspect.isEmpty()) {
            arguments.put("aspect", aspect);
        }
        try (FakeBoss boss = FakeBoss.saying(Fixtures.text("wire/" + wire + ".response.xml"))) {
            new BossClient(boss.settings()).value(method, arguments);

            assertThat(boss.paths()).containsExactly("/usr/testbed");
            assertThat(XmlRpcBody.read(boss.requests().get(0)))
                    .isEqualTo(XmlRpcBody.read(Fixtures.text("wire/" + wire + ".request.xml")));
        }
    }

    @Test
    void theStateIsTheReplysValue() throws TestbedException {
        assertThat(ask(Fixtures.text("wire/state.response.xml"), "experiment.state"))
                .isEqualTo("active");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bad-version   | another version of its interface",
                "forbidden     | you have no permission",
                "info-not-active | not swapped in: swap it in",
                "fault         | is not supported",
                "swapexp-bad-state | is not swapped out!",
            })
    void aRefusalSaysWhatToDo(String wire, String remedy) {
        assertThatThrownBy(() -> ask(Fixtures.text("wire/" + wire + ".response.xml"), "experiment.state"))
                .isInstanceOf(TestbedException.class)
                .hasMessageContaining("experiment.state")
                .hasMessageContaining(remedy);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "6 | too big",
                "7 | closed for maintenance",
                "8 | time allowed",
                "5 | internal problem",
                "42 | not known: 42"
            })
    void everyCodeHasItsMeaning(int code, String meaning) {
        assertThatThrownBy(() -> ask(Replies.coded(code, "0", ""), "experiment.state"))
                .hasMessageContaining(meaning);
    }

    @Test
    void plainNilAndI8AreUnderstood() throws TestbedException {
        String value = "<struct><member><name>a</name><value><nil/></value></member>"
                + "<member><name>b</name><value><i8>5000000000</i8></value></member></struct>";

        ReplyStruct fields = ReplyStruct.of("it", ask(Replies.success(value), "experiment.state"));

        assertThat(fields.number("b")).contains(5_000_000_000.0);
        assertThat(fields.has("a")).isFalse();
    }

    @Test
    void aDocumentTypeIsRefusedWithoutFetchingAnything() {
        try (FakeBoss trap = FakeBoss.saying("")) {
            String dtd = "<?xml version='1.0'?><!DOCTYPE methodResponse SYSTEM \"https://localhost:" + trap.port()
                    + "/x.dtd\"><methodResponse/>";

            assertThatThrownBy(() -> ask(dtd, "experiment.state")).hasMessageContaining("DOCTYPE is disallowed");
            assertThat(trap.requests()).isEmpty();
        }
    }

    @Test
    void anExponentialEntityIsRefused() {
        String bomb = "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>"
                + "<methodResponse><params><param><value>&b;</value></param></params></methodResponse>";

        assertThatThrownBy(() -> ask(bomb, "experiment.state")).hasMessageContaining("malformed answer at 1:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<?xml version=\"1.1\"?>", "<?xml version='1.1' encoding='UTF-8'?>\n"})
    void anAnswerInXml11IsRefused(String declaration) {
        String evil = Replies.success("a&#27;[2Jb").replaceFirst("<\\?xml[^>]*>\n?", declaration);

        assertThatThrownBy(() -> ask(evil, "experiment.state")).hasMessageContaining("it is XML 1.1, in which control");
        assertThatThrownBy(() -> ask(Replies.success("a&#27;[2Jb"), "experiment.state"))
                .hasMessageContaining("malformed answer at ");
    }

    @Test
    void theCauseInAFaultIsNeverDeserialised() {
        String fault = Fixtures.text("wire/fault.response.xml")
                .replace(
                        "<member>\n<name>faultString",
                        "<member><name>faultCause</name><value><base64>"
                                + java.util.Base64.getEncoder().encodeToString(Canary.serialised())
                                + "</base64></value></member>\n<member>\n<name>faultString");
        Canary.sung.set(0);

        assertThat(fault).contains("faultCause");
        assertThatThrownBy(() -> ask(fault, "experiment.nosuch")).hasMessageContaining("is not supported");
        assertThat(Canary.sung).hasValue(0);
    }

    @Test
    void anAnswerCutOffIsReportedWithItsPlace() {
        String whole = Fixtures.text("wire/info-links.response.xml");

        assertThatThrownBy(() -> ask(whole.substring(0, whole.length() / 2), "experiment.info"))
                .hasMessageContaining("malformed answer at ");
    }

    @Test
    void anAnswerNestedTooDeeplyIsRefused() {
        String deep = "<value><array><data>".repeat(5000) + "</data></array></value>".repeat(5000);

        assertThatThrownBy(() -> ask(Replies.success(deep), "experiment.info"))
                .hasMessageContaining("nested more than 200 deep");
    }

    @Test
    void anAnswerLargerThanTheLimitIsGivenUp() throws TestbedException {
        byte[] flood = new byte[3 << 20];
        try (FakeBoss boss = new FakeBoss("boss.pem", request -> FakeBoss.bytes(flood))) {
            BossClient client = new BossClient(boss.settings(), boss.endpoint(1 << 20));

            assertThatThrownBy(() -> client.value("experiment.state", EXPERIMENT))
                    .hasMessageContaining("larger than 1 MiB");
        }
    }

    @Test
    void anAnswerThatStallsIsGivenUpInTime() throws TestbedException {
        FakeBoss.Answer stalling = exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write("<?xml".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            pause();
        };
        try (FakeBoss boss = new FakeBoss("boss.pem", request -> stalling)) {
            BossClient client = new BossClient(boss.settings());
            long start = System.nanoTime();

            assertThatThrownBy(() -> client.call("experiment.state", EXPERIMENT, Duration.ofMillis(700)))
                    .hasMessageContaining("no complete answer within 700 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void aWrongPathIsSaidToBeOne() {
        FakeBoss.Answer failing = exchange -> exchange.sendResponseHeaders(500, -1);
        try (FakeBoss boss = new FakeBoss("boss.pem", request -> failing)) {
            assertThatThrownBy(() -> new BossClient(boss.settings()).value("experiment.state", EXPERIMENT))
                    .hasMessageContaining("HTTP status 500: the boss does not know the path /usr/testbed");
        }
    }

    @Test
    void anAnswerThatIsNoReplyIsReported() {
        assertThatThrownBy(
                        () -> ask(Replies.answer("<array><data><value>x</value></data></array>"), "experiment.state"))
                .hasMessageContaining("experiment.state in the boss's answer is a list, not a struct");
    }

    @Test
    void aReplyWithoutACodeIsReported() {
        assertThatThrownBy(() -> ask(Replies.answer("<struct></struct>"), "experiment.state"))
                .hasMessageContaining("experiment.state.code is missing");
    }

    @Test
    void argumentsOfEveryKindTravel() throws TestbedException {
        Map<String, Object> arguments = new LinkedHashMap<>(EXPERIMENT);
        arguments.put("nsfilestr", "a <b> & \"c\"\n\u00e9");
        arguments.put("wait", true);
        arguments.put("tables", List.of("nodes", "lans"));
        try (FakeBoss boss = FakeBoss.saying(Fixtures.text("wire/modify.response.xml"))) {
            new BossClient(boss.settings()).value("experiment.modify", arguments);

            assertThat(XmlRpcBody.read(boss.requests().get(0)).get(2))
                    .isEqualTo(Map.of(
                            "proj", "string:testproj",
                            "exp", "string:exp1",
                            "nsfilestr", "string:a <b> & \"c\"\n\u00e9",
                            "wait", "boolean:1",
                            "tables", List.of("string:nodes", "string:lans")));
        }
    }

    private static void pause() {
        try {
            Thread.sleep(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
