package org.overtap.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.overtap.overlay.NodeBudgetFrontier;
import org.overtap.topology.file.JsonDocument;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
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

    /** Told from what is drawn alone: where the axes end, and which of the circles are filled. */
    @Test
    void theDrawingStandsWhereItsAxesSay() throws Exception {
        Element svg = parsed(FRONTIER);
        NodeList circles = svg.getElementsByTagName("circle");
        List<Double> heights = numbers(circles, "cy");
        List<Double> rights = numbers(circles, "cx");

        assertThat(heights).startsWith(40.0).endsWith(340.0);
        assertThat(heights.get(1)).isCloseTo(340 - 300 * 47 / 48.0, within(0.1));
        assertThat(rights).startsWith(70.0).endsWith(620.0).isSorted();
        assertThat(IntStream.range(0, 3).mapToObj(i -> ((Element) circles.item(i)).getAttribute("class")))
                .containsExactly("proven", "found", "proven");
        assertThat(circles.item(1).getTextContent()).isEqualTo("1 extra nodes: 47, at least 46");
        assertThat(svg.getElementsByTagName("style").item(0).getTextContent())
                .contains("prefers-color-scheme:dark")
                .doesNotContain("var(");
    }

    private static List<Double> numbers(NodeList elements, String attribute) {
        return IntStream.range(0, elements.getLength())
                .mapToObj(i -> Double.valueOf(((Element) elements.item(i)).getAttribute(attribute)))
                .toList();
    }

    private static Element parsed(NodeBudgetFrontier frontier) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(FrontierSvg.of(frontier))))
                .getDocumentElement();
    }

    @Test
    void theDrawingIsXmlWhateverTheExperimentIsCalled() throws Exception {
        NodeBudgetFrontier hostile = new NodeBudgetFrontier("]]>\"'&<script>\u0001", "shaper", 4, 1, FRONTIER.points());
        Element document = parsed(hostile);
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
