package org.overtap.testbed;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The testbeds that are known. The table of them is {@code META-INF/services/org.overtap.testbed.TestbedProvider}, one
 * line each, so that this package need not know any.
 */
public final class TestbedRegistry {
    private final List<TestbedProvider> providers;

    public TestbedRegistry(List<TestbedProvider> providers) {
        this.providers = List.copyOf(providers);
    }

    /** Those of the table, in its order. */
    public static TestbedRegistry builtIn() {
        return new TestbedRegistry(StreamSupport.stream(
                        ServiceLoader.load(TestbedProvider.class, TestbedRegistry.class.getClassLoader())
                                .spliterator(),
                        false)
                .toList());
    }

    public List<TestbedProvider> all() {
        return providers;
    }

    /** The one of that name. */
    public Optional<TestbedProvider> named(String name) {
        return providers.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /** The first of the table: a topology that is but a file is planned for this one, where none is named. */
    public TestbedProvider first() {
        return providers.get(0);
    }

    /** What a SOURCE names, if it names a testbed. */
    public Optional<Location> locate(String source) {
        int colon = source.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : named(source.substring(0, colon)).map(p -> new Location(p, source.substring(colon + 1)));
    }

    /** How SOURCEs of all of them are written, with commas between. */
    public String syntax() {
        return providers.stream().map(p -> p.name() + ":" + p.syntax()).collect(Collectors.joining(", "));
    }

    /**
     * An experiment on a testbed.
     *
     * @param provider the testbed
     * @param words what names the experiment there
     */
    public record Location(TestbedProvider provider, String words) {
        /**
         * The experiment's name.
         *
         * @throws InvalidSettingException if the words name none
         */
        public String experiment() {
            return provider.experiment(words);
        }

        /** As {@link TestbedProvider#open}. */
        public Testbed open(SettingValues settings, Consumer<String> notes) throws TestbedException {
            return provider.open(words, settings, notes);
        }

        /** The SOURCE. */
        @Override
        public String toString() {
            return provider.name() + ":" + words;
        }
    }
}
