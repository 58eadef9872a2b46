package org.overtap.live;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test of something that once ended in lost data or a false word. It runs once under {@code mvn verify} and ten times
 * under {@code mvn -Pcases verify}, on the same lab: it leaves that as it was.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@Tag("case")
@ExtendWith(CaseRuns.class)
public @interface Case {
    /** What the case is called in lists of cases; several are parted by a blank. */
    String value();
}
