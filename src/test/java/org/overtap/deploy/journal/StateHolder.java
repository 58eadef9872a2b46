package org.overtap.deploy.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.overtap.topology.IpAddress;

/**
 * A process of its own that works with a state file. Says {@code in} once it is, or why it is not, and stays until its
 * input ends or it is killed; with a number it amends the state so many times and ends.
 */
public final class StateHolder {
    private StateHolder() {}

    /** Arguments: the state file, {@code exclusively} or {@code shared}, and perhaps how many changes to make. */
    public static void main(String[] args) throws Exception {
        StateFile state = StateFile.at(Path.of(args[0]));
        try {
            String outcome = args[1].equals("shared")
                    ? state.shared("verify", () -> worked(state, args))
                    : state.exclusively("deploy", () -> worked(state, args));
            System.out.println(outcome);
        } catch (DeployException e) {
            System.out.println(e.getMessage());
        }
    }

    private static String worked(StateFile state, String[] args) throws Exception {
        System.out.println("in");
        for (int i = 0; i < (args.length > 2 ? Integer.parseInt(args[2]) : 0); i++) {
            int bytes = (int) (ProcessHandle.current().pid() % 10_000) * 100 + i + 1;
            IpAddress own = IpAddress.of("10.0.0.1");
            state.amend(standing -> standing.testedBy(List.of(TestTraffic.marked(Set.of(own), 17, 0, bytes))));
        }
        if (args.length == 2) {
            System.in.read();
        }
        return "done";
    }

    /** Starts one. */
    static Process start(Path state, String... words) throws IOException {
        List<String> argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                StateHolder.class.getName(),
                state.toString()));
        argv.addAll(List.of(words));
        return new ProcessBuilder(argv)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The next line that it says. */
    static String line(Process process) throws IOException {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
    }
}
