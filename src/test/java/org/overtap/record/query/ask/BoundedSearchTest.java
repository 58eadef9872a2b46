package org.overtap.record.query.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.overtap.record.query.FlowFindings;
import org.overtap.record.query.FlowQuery;
import org.overtap.record.query.FlowQuestion;
import org.overtap.record.query.ViewBuilder;
import org.overtap.record.query.filter.FlowExpression;

/** What is held of sources that each do little. */
class BoundedSearchTest {

    /** A source has 8 to 12 keys of some numbers each, and arrays have room to grow. */
    private static final long MOST_BYTES_EACH = 1500;

    @Test
    void whatIsHeldGrowsWithTheSourcesByABoundedAmount() throws Exception {
        searchesHold(40_000);
    }

    private static void searchesHold(int sources) throws Exception {
        for (FlowPattern pattern : FlowPattern.values()) {
            PatternSettings settings = new PatternSettings(Map.of(), Optional.empty(), 10);
            ViewBuilder[] held = new ViewBuilder[1];
            long before = used();
            FlowQuestion.Search question = new FlowQuestion.Search(() -> held[0] = pattern.search(settings));
            FlowFindings found = (FlowFindings) new FlowQuery(question, FlowExpression.ALL, false)
                    .ask(new ManySources(sources))
                    .view();
            long after = used();
            assertThat(held[0]).isNotNull();
            assertThat((after - before) / sources).as(pattern.word()).isLessThan(MOST_BYTES_EACH);
            assertThat(found.rows()).as(pattern.word()).hasSizeLessThanOrEqualTo(10);
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
