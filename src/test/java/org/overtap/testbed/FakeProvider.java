package org.overtap.testbed;

import java.util.List;
import java.util.function.Consumer;

/** Experiments in memory: {@code fake:p/e}. */
record FakeProvider(FakeExperiment running) implements TestbedProvider {
    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Support support() {
        return Support.UNTESTED;
    }

    @Override
    public String syntax() {
        return "EXPERIMENT";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.text("mood", "WORD", "how it feels"), Setting.path("recipe", "FILE", "what it is made of"));
    }

    @Override
    public String experiment(String words) {
        if (!words.equals(running.name())) {
            throw new InvalidSettingException("no experiment is called " + words);
        }
        return words;
    }

    @Override
    public Testbed open(String words, SettingValues settings, Consumer<String> notes) {
        return new FakeTestbed(running);
    }
}
