package org.overtap.cli.option;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Under which heading the options of a class stand in help texts. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface HelpGroup {
    Heading value();

    /** The headings, in the order of a help text. */
    enum Heading {
        DEPLOYED("What is deployed:"),
        DRAWING("Edge lists:"),
        PLACEMENT("Placement:"),
        MODES("What is covered, and what may be added:"),
        CHANGE("Changing the experiment:"),
        QUESTION("What is asked:"),
        OUTPUT("Output:"),
        CONNECTION("Connection:");

        private final String text;

        Heading(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }
}
