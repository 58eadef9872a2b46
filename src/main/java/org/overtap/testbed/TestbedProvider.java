package org.overtap.testbed;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.overtap.overlay.taps.TestbedTraits;

/**
 * A kind of testbed. A SOURCE names it before the colon, and an experiment on it behind: {@code NAME:WORDS}. Providers
 * are listed in {@link TestbedRegistry}.
 */
public interface TestbedProvider {
    /** How far a testbed was tried against the real thing. */
    enum Support {
        /** It is used. */
        LIVE,
        /** Against what was recorded from one, or made from its source text. */
        RECORDED,
        UNTESTED;

        /** In lower case, as documents have it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The word before the colon: lower case letters. */
    String name();

    Support support();

    /** What its support rests on, in a few words; empty where that word says it all. */
    default String experience() {
        return "";
    }

    /** How the words behind the colon are written, for help texts. */
    String syntax();

    /** What plans that add machines count on where there is but a file, and no testbed can be asked. */
    default TestbedTraits traits() {
        return TestbedTraits.NEUTRAL.fixed();
    }

    /** What may be set to reach it. Testbeds that mean the same by a name may share a setting, word for word. */
    List<Setting> settings();

    /**
     * The experiment's name that those words mean: the one that its topology carries and its state file is called by.
     * Nobody is asked for it.
     *
     * @throws InvalidSettingException if the words are none
     */
    String experiment(String words);

    /**
     * Which site is meant, where several may have experiments of one name; empty if there is but one, or none was set.
     */
    default Optional<String> site(SettingValues settings) {
        return Optional.empty();
    }

    /**
     * Prepares to work with an experiment; nothing is sent yet.
     *
     * @param notes hears in one line what a user would not expect of a node, or that an answer is waited for, as long as the testbed is open
     * @throws InvalidSettingException if the words or a setting cannot be meant
     * @throws TestbedException if what a setting names cannot be used
     */
    Testbed open(String words, SettingValues settings, Consumer<String> notes) throws TestbedException;
}
