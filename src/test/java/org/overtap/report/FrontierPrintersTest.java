package org.overtap.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.overtap.overlay.NodeBudgetFrontier;
import org.overtap.topology.file.JsonDocument;
import org.xml.sax.InputSource;

class FrontierPrintersTest {
    private static final NodeBudgetFrontier FRONTIER = new NodeBudgetFrontier(
            "p/<x>",
            "shaper",
            4,
            1,
            List.of(
                    new NodeBudgetFrontier.Point(0, 48, 48, true, 48, 0, 1),
                    new NodeBudgetFrontier.Point(1, 47, 46, false, 47, 4, 0),
                    new NodeBudgetFrontier.Point(2, 0, 0, true, 0, 8, 0)));

    @Test
    void theTableSaysWhatIsProvenAndWhatNobodySees() {
        assertThat(FrontierText.of(FRONTIER)).isEqualTo("""
                        p/<x>: what extra nodes of 4 interfaces take off the experiment's own nodes (taps: shaper)

                        extra nodes  probing cost left  at least  probes left  tap interfaces
                                  0                 48  proven             48               0
                                  1                 47  46                 47               4
                                  2                  0  proven              0               8

                        0 is lightweight, the last line heavyweight
                        with 0 extra nodes nobody sees 1 segments
                        """);
    }

    @Test
    void theDrawingIsAsItWas() throws Exception {
        byte[] golden = getClass().getResourceAsStream("/frontier/frontier.svg").readAllBytes();
        assertThat(FrontierSvg.of(FRONTIER)).isEqualTo(new String(golden, StandardCharsets.UTF_8));
    }

    @Test
    void theDrawingIsXmlWhateverTheExperimentIsCalled() throws Exception {
        NodeBudgetFrontier hostile = new NodeBudgetFrontier("]]>\"'&<script>\u0001", "shaper", 4, 1, FRONTIER.points());
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(FrontierSvg.of(hostile))));
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(document.getElementsByTagName("circle").getLength()).isEqualTo(3);
    }

    @Test
    void theDocumentCarriesEveryPoint() {
        assertThat(JsonDocument.text(FRONTIER.document()))
                .contains("\"schema\": \"overtap/frontier/1\"")
                .contains("\"lowerBound\": 46")
                .contains("\"unseen\": 1");
    }
}
