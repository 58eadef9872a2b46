package org.overtap.testbed.emulab.boss;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.web.Durations;

/**
 * Changes an experiment: its ns script, and whether it is swapped in. Changes return at once and go on in the
 * background; {@link #waitFor} tells when they are done. All that the boss tells of a change that failed later is the
 * state that the experiment ends up in.
 */
public final class ExperimentControl {
    /** The most bytes that a script may have. */
    public static final int LARGEST_SCRIPT = 512 << 10;

    private static final Duration SLICE = Duration.ofSeconds(30);

    private final BossClient boss;
    private final ExperimentName experiment;
    private final Runnable changed;
    private final Patience patience;

    /**
     * How long a boss is waited for that does not answer.
     *
     * @param grace how much later than it is due an answer may come
     * @param pause between two calls while none is answered
     * @param longest since it was heard last
     */
    record Patience(Duration grace, Duration pause, Duration longest) {
        private static final Patience DEFAULT =
                new Patience(Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofMinutes(10));
    }

    /** {@code changed} is run after each change, when sessions with the nodes can no longer be relied on. */
    public ExperimentControl(BossClient boss, ExperimentName experiment, Runnable changed) {
        this(boss, experiment, changed, Patience.DEFAULT);
    }

    ExperimentControl(BossClient boss, ExperimentName experiment, Runnable changed, Patience patience) {
        this.boss = boss;
        this.experiment = experiment;
        this.changed = changed;
        this.patience = patience;
    }

    /** The script of the last start or modify, as the boss keeps it. */
    public String nsfile() throws TestbedException {
        Object text = boss.value("experiment.nsfile", experiment.arguments());
        if (text instanceof String script) {
            return script;
        }
        throw new TestbedException("experiment.nsfile: the boss sends no script for " + experiment);
    }

    /**
     * Has the boss parse a script, without OS and tarball checks.
     *
     * @return its complaints; empty if there are none
     */
    public Optional<String> nscheck(String script) throws TestbedException {
        requireSendable(script);
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("nsfilestr", script);
        BossReply reply = boss.call("experiment.nscheck", arguments, boss.usualLimit());
        if (reply.code() == BossCode.ERROR) {
            return Optional.of(reply.output().isBlank() ? "the boss gives no reason" : reply.output());
        }
        requireSuccess("experiment.nscheck", Map.of(), reply);
        return Optional.empty();
    }

    /** Replaces the script; an active experiment is swapped as far as the change needs. */
    public void modify(String script) throws TestbedException {
        modify(script, false, false);
    }

    /** As {@link #modify(String)}; nodes that stay can be rebooted, and the event system restarted. */
    public void modify(String script, boolean reboot, boolean restartEvents) throws TestbedException {
        requireSendable(script);
        Map<String, Object> arguments = experiment.arguments();
        arguments.put("nsfilestr", script);
        if (reboot) {
            arguments.put("reboot", true);
        }
        if (restartEvents) {
            arguments.put("restart_eventsys", true);
        }
        arguments.put("noemail", true);
        change("experiment.modify", arguments);
    }

    /**
     * Replaces the script and waits until the experiment rests in the state that it was in. A modify that fails in the
     * background brings the old script back, which is the only sign of it.
     *
     * @throws TestbedException if the boss refuses, the time is over, or the old script is back
     */
    public void replaceScript(String script, Duration limit, Consumer<String> progress) throws TestbedException {
        replaceScript(script, false, false, limit, progress);
    }

    /** As {@link #replaceScript(String, Duration, Consumer)}, with the choices of {@link #modify}. */
    public void replaceScript(
            String script, boolean reboot, boolean restartEvents, Duration limit, Consumer<String> progress)
            throws TestbedException {
        String before = state();
        modify(script, reboot, restartEvents);
        waitFor(Set.of(before), limit, progress);
        if (!sameText(nsfile(), script)) {
            throw new TestbedException("experiment " + experiment
                    + " did not take the new script and went back to the old one: the testbed's e-mail tells why");
        }
    }

    /** Whether two scripts say the same: line ends and blank ends do not survive every way to a boss and back. */
    public static boolean sameText(String one, String other) {
        return one.replace("\r\n", "\n")
                .strip()
                .equals(other.replace("\r\n", "\n").strip());
    }

    /** Swaps the experiment in ({@code true}) or out. */
    public void swapExperiment(boolean in) throws TestbedException {
        Map<String, Object> arguments = experiment.arguments();
        arguments.put("direction", in ? "in" : "out");
        arguments.put("noemail", true);
        change("experiment.swapexp", arguments);
    }

    /** Starts the experiment's events from the beginning. */
    public void replayEvents() throws TestbedException {
        Map<String, Object> arguments = experiment.arguments();
        arguments.put("action", "replay");
        requireSuccess(
                "experiment.eventsys_control",
                arguments,
                boss.call("experiment.eventsys_control", arguments, boss.usualLimit()));
    }

    /** The state now: {@code active}, {@code swapped}, {@code activating} and so on. */
    public String state() throws TestbedException {
        return String.valueOf(boss.value("experiment.state", experiment.arguments()));
    }

    /**
     * Waits until the experiment is in one of the states. A boss that was heard and falls silent is given some minutes
     * to come back: the change goes on without us.
     *
     * @param states the states to wait for
     * @param limit how long
     * @param progress told the state each time it was looked at
     * @return the state reached
     * @throws TestbedException if the time is over, or if the experiment came to rest in another state
     */
    public String waitFor(Set<String> states, Duration limit, Consumer<String> progress) throws TestbedException {
        Instant deadline = Instant.now().plus(limit);
        Optional<Instant> heard = Optional.empty();
        int said = 0;
        while (true) {
            try {
                String state = state();
                heard = Optional.of(Instant.now());
                said = 0;
                progress.accept(state);
                if (states.contains(state)) {
                    return state;
                }
                stay(state, states, deadline, limit);
            } catch (LostBossException e) {
                said = bear(e, heard, said);
                progress.accept("out of sight: the boss does not answer");
            }
        }
    }

    /** Waits for a slice of time, in a state that is not one of those. */
    private void stay(String state, Set<String> states, Instant deadline, Duration limit) throws TestbedException {
        if (!ExperimentState.moving(state)) {
            throw new TestbedException("experiment " + experiment + " came to rest as " + state + ", not as "
                    + String.join(" or ", sorted(states)) + ": the testbed's e-mail tells why; "
                    + ExperimentState.advice(state));
        }
        Duration left = Duration.between(Instant.now(), deadline);
        if (left.isNegative() || left.isZero()) {
            throw new TestbedException("experiment " + experiment + " is still " + state + " after "
                    + Durations.text(limit) + ": it goes on in the background; look again later");
        }
        slice(states, left.compareTo(SLICE) < 0 ? left : SLICE);
    }

    /** Says from time to time that it is waited for; returns how often that was said. */
    private int bear(LostBossException trouble, Optional<Instant> heard, int said) throws LostBossException {
        if (heard.isEmpty()) {
            throw trouble;
        }
        Duration silent = Duration.between(heard.get(), Instant.now());
        if (silent.compareTo(patience.longest()) > 0) {
            throw new LostBossException(
                    trouble.getMessage() + "\nthe boss has not answered for " + Durations.text(silent)
                            + ": what it was asked to do may go on there; when it answers again, repeat the command to"
                            + " go on, or 'overtap teardown' to go back",
                    trouble);
        }
        int due = (int) (silent.toMillis() / boss.silence().toMillis());
        if (due > said) {
            boss.say(silent, patience.longest());
        }
        try {
            Thread.sleep(patience.pause().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw trouble;
        }
        return due;
    }

    /** One wait on the boss's side, short enough for any proxy; reaching its end is no error. */
    private void slice(Set<String> states, Duration length) throws TestbedException {
        Map<String, Object> arguments = experiment.arguments();
        arguments.put("state", sorted(states).toArray());
        arguments.put("timeout", (int) Math.max(1, length.toSeconds()));
        BossReply reply = boss.call("experiment.statewait", arguments, length.plus(patience.grace()), length);
        if (reply.code() != BossCode.TIMEDOUT) {
            requireSuccess("experiment.statewait", arguments, reply);
        }
    }

    private void change(String method, Map<String, Object> arguments) throws TestbedException {
        requireSuccess(method, arguments, boss.call(method, arguments, boss.usualLimit()));
        changed.run();
    }

    private static void requireSuccess(String method, Map<String, ?> arguments, BossReply reply)
            throws TestbedException {
        if (!reply.ok()) {
            throw BossErrors.refusal(method, arguments, reply);
        }
    }

    /** A script travels as XML, which has no place for control characters, halves of pairs and what is no character. */
    private static void requireSendable(String script) throws TestbedException {
        long line = 1;
        for (int c : script.codePoints().toArray()) {
            line += c == '\n' ? 1 : 0;
            boolean blank = c == '\t' || c == '\n' || c == '\r';
            if (c < ' ' && !blank || c >= 0xD800 && c <= 0xDFFF || c == 0xFFFE || c == 0xFFFF) {
                throw new TestbedException("line " + line + " of the ns script has a character that cannot be sent (U+"
                        + String.format("%04X", c) + ")");
            }
        }
        int bytes = script.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LARGEST_SCRIPT) {
            throw new TestbedException(
                    "the ns script has " + bytes + " bytes; the boss takes at most " + LARGEST_SCRIPT);
        }
    }

    private static List<String> sorted(Set<String> states) {
        return states.stream().sorted().toList();
    }
}
