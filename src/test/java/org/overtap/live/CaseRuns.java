package org.overtap.live;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Runs a {@link Case} as often as the system property {@code overtap.cases.times} says, else once. */
public final class CaseRuns implements TestTemplateInvocationContextProvider {
    /** How often each case is run. */
    public static int times() {
        return Integer.getInteger("overtap.cases.times", 1);
    }

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        String name = context.getRequiredTestMethod().getAnnotation(Case.class).value();
        return IntStream.rangeClosed(1, times()).mapToObj(run -> new Run(name, run));
    }

    private record Run(String name, int run) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int index) {
            return name + ", run " + run;
        }
    }
}
