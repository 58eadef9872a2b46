package org.overtap.testbed.emulab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.overtap.overlay.plan.FreeNodes;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.emulab.boss.BossClient;
import org.overtap.testbed.emulab.boss.ExperimentName;

class FreeMachinesTest {
    private static final ExperimentName NAME = new ExperimentName("testproj", "exp1");

    @Test
    void theFreeMachinesAreCountedForTheProject() throws TestbedException {
        try (FakeBoss boss = FakeBoss.saying(Fixtures.text("wire/node-available.response.xml"))) {
            assertThat(testbed(boss).freeNodes()).isEqualTo(Optional.of(new FreeNodes("pc", 17, Map.of())));
            assertThat(XmlRpcBody.read(boss.requests().get(0)).get(2))
                    .isEqualTo(Map.of("class", "string:pc", "proj", "string:testproj"));
        }
    }

    @Test
    void eachHardwareTypeIsAskedForByItself() throws TestbedException {
        String types = Fixtures.text("wire/node-typeinfo.response.xml");
        try (FakeBoss boss = answering(types)) {
            assertThat(testbed(boss).freeByType()).isEqualTo(Map.of("pc3000", 17));
            assertThat(XmlRpcBody.read(boss.requests().get(1)).get(2))
                    .isEqualTo(Map.of("class", "string:pc", "proj", "string:testproj", "type", "string:pc3000"));
        }
    }

    @Test
    void typesThatAreNoMachinesOfTheSiteAreNotAskedFor() throws TestbedException {
        String types = Fixtures.text("wire/node-typeinfo.response.xml");
        String virtual = types.replace(
                "<name>isvirtnode</name>\n<value><int>0</int>", "<name>isvirtnode</name>\n<value><int>1</int>");
        assertThat(virtual).isNotEqualTo(types);
        try (FakeBoss boss = answering(virtual)) {
            assertThat(testbed(boss).freeByType()).isEmpty();
            assertThat(boss.requests()).hasSize(1);
        }
    }

    @Test
    void aBossThatKeepsItsTypesToItselfIsNoTrouble() throws TestbedException {
        try (FakeBoss boss = answering(Fixtures.text("wire/forbidden.response.xml"))) {
            assertThat(testbed(boss).freeByType()).isEmpty();
        }
    }

    private static FakeBoss answering(String types) {
        String count = Fixtures.text("wire/node-available.response.xml");
        return new FakeBoss("boss.pem", request -> FakeBoss.xml(request.contains("node.typeinfo") ? types : count));
    }

    private static EmulabTestbed testbed(FakeBoss boss) throws TestbedException {
        return new EmulabTestbed(NAME, boss.settings(), new BossClient(boss.settings()), null, null);
    }
}
