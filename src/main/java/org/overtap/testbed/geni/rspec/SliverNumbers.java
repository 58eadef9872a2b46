package org.overtap.testbed.geni.rspec;

import java.math.BigDecimal;
import org.overtap.topology.Shaping;
import org.overtap.topology.xml.XmlElement;

/** Numbers of RSpecs: kbit/s, ms, and losses from 0 to 1. */
final class SliverNumbers {
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private SliverNumbers() {}

    /** What is done to one direction, as an element tells it. */
    static SliverPipe pipe(XmlElement element, String from, String to, String loss) {
        double lost = number(element, loss).doubleValue();
        if (lost > 1) {
            throw element.error(loss + " is " + lost + ": a loss lies between 0 and 1");
        }
        return new SliverPipe(
                element.attributeOrEmpty(from),
                element.attributeOrEmpty(to),
                new Shaping(
                        number(element, "latency").doubleValue(),
                        number(element, "capacity").min(MOST).longValue(),
                        lost));
    }

    private static BigDecimal number(XmlElement element, String name) {
        String text = element.attribute(name).orElse("0");
        if (!text.matches("\\d{1,15}(\\.\\d{1,15})?|\\.\\d{1,15}")) {
            throw element.error(name + " is '" + text + "', which is no number");
        }
        return new BigDecimal(text);
    }
}
