package org.overtap.testbed.emulab.rewrite;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the testbed would refuse, mostly later than its syntax check: found here before anything is sent.
 *
 * <p>Names are compared without regard to case, as the testbed's database and DNS do.
 */
public final class ScriptLimits {
    /** Bytes of a script, ours included. */
    public static final int LARGEST_SCRIPT = 512 * 1024;

    /** Characters of a node's, link's or LAN's name. */
    public static final int LONGEST_NAME = 32;

    /** The least bandwidth that can be asked for, in kbit/s. */
    public static final long LEAST_KBIT = 10;

    /** Characters of the name of a node with a start command: its program is called NAME_startcmd. */
    public static final int LONGEST_NAME_WITH_COMMAND = 23;

    /** Characters of a start command: the testbed wraps 42 around it, and allows 256. */
    public static final int LONGEST_COMMAND = 214;

    private static final int LONGEST_TARFILES = 1024;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][-A-Za-z0-9]*");
    private static final Pattern RESERVED =
            Pattern.compile("(?i)ops|tbs?delay\\d+|tb(node|link|lan|bridge|path)-\\D+\\d+");
    private static final Pattern SOFTWARE = Pattern.compile("[-\\w.+/:]+");
    private static final Pattern FOLDER = Pattern.compile("/[-\\w./+]*");
    private static final Pattern TARFILE = Pattern.compile("[-\\w./+:~]+\\.(tar|tar\\.gz|tar\\.Z|tar\\.bz2|tgz)");
    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]*");

    private ScriptLimits() {}

    /** What is wrong with the request itself, one line each; empty when nothing is. */
    public static List<String> problems(RewriteRequest request) {
        List<String> problems = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String name : addedNames(request)) {
            nameProblems(name, problems);
            if (!seen.add(folded(name))) {
                problems.add("the name " + name + " would be given twice: choose another");
            }
        }
        targetsOnce(request, problems);
        request.taps().forEach(tap -> problems.addAll(tap.problems()));
        request.nodes().forEach(node -> nodeProblems(node, problems));
        request.shaperOs().ifPresent(os -> softwareProblem("the image of the shapers", os, problems));
        return problems;
    }

    /** As {@link #problems(RewriteRequest)}, and what is wrong with it on this experiment. */
    public static List<String> problems(RewriteRequest request, ExperimentNames experiment) {
        List<String> problems = problems(request);
        addedNames(request).forEach(name -> experiment
                .taken(name)
                .ifPresent(what ->
                        problems.add(what + " is called " + name + " already: choose another name for the added one")));
        request.taps().forEach(tap -> experiment.refusal(tap).ifPresent(problems::add));
        return problems;
    }

    /**
     * @throws RewriteException naming every problem
     */
    public static void check(RewriteRequest request, ExperimentNames experiment) {
        refuse(problems(request, experiment));
    }

    static void check(RewriteRequest request) {
        refuse(problems(request));
    }

    static void checkSize(String script) {
        int bytes = script.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LARGEST_SCRIPT) {
            throw new RewriteException("the rewritten script would have " + bytes + " bytes, and the testbed takes "
                    + LARGEST_SCRIPT + ": tap fewer segments");
        }
    }

    static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static void refuse(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new RewriteException(String.join("\n", problems));
        }
    }

    private static List<String> addedNames(RewriteRequest request) {
        List<String> names = new ArrayList<>();
        for (Tap tap : request.taps()) {
            names.addAll(tap.addedNodes());
            names.addAll(tap.addedSegments());
        }
        request.nodes().forEach(node -> names.add(node.name()));
        return names;
    }

    private static void nameProblems(String name, List<String> problems) {
        if (!NAME.matcher(name).matches()) {
            problems.add("'" + name + "' is no name for the testbed: use letters, digits and -");
        } else if (RESERVED.matcher(name).matches()) {
            problems.add(name + " is a name that the testbed itself uses: choose another");
        } else if (name.length() > LONGEST_NAME) {
            problems.add(tooLong("the name " + name, name, LONGEST_NAME));
        }
    }

    private static void targetsOnce(RewriteRequest request, List<String> problems) {
        Set<String> targets = new HashSet<>();
        for (Tap tap : request.taps()) {
            if (!targets.add(tap.target())) {
                problems.add(tap.segment() + " would be tapped twice: keep one of the two");
            }
        }
    }

    static List<String> bandwidthProblems(String segment, long kbitPerSecond) {
        boolean possible = kbitPerSecond >= 10 && kbitPerSecond <= 10_000_000;
        return possible
                ? List.of()
                : List.of("the bandwidth on " + segment + " must be 10 kbit/s to 10 Gbit/s, not " + kbitPerSecond
                        + " kbit/s");
    }

    private static void nodeProblems(AddedNode node, List<String> problems) {
        node.os().ifPresent(os -> softwareProblem("the image of " + node.name(), os, problems));
        node.hardware().ifPresent(type -> softwareProblem("the hardware type of " + node.name(), type, problems));
        node.startCommand().ifPresent(command -> commandProblems(node.name(), command, problems));
        int length = 0;
        for (AddedNode.Tarfile tarfile : node.tarfiles()) {
            length += tarfile.folder().length() + tarfile.file().length() + 2;
            tarfileProblems(node.name(), tarfile, problems);
        }
        if (length - 1 > LONGEST_TARFILES) {
            problems.add("the tarfiles of " + node.name() + " have " + (length - 1) + " characters, the most is "
                    + LONGEST_TARFILES + ": put them into one");
        }
    }

    private static void softwareProblem(String what, String name, List<String> problems) {
        if (!SOFTWARE.matcher(name).matches()) {
            problems.add(what + " has a character that no such name has: '" + name + "'");
        }
    }

    private static void commandProblems(String node, String command, List<String> problems) {
        if (node.length() > LONGEST_NAME_WITH_COMMAND) {
            problems.add(
                    tooLong("the name " + node + " of a node with a start command", node, LONGEST_NAME_WITH_COMMAND));
        }
        if (command.length() > LONGEST_COMMAND) {
            problems.add(tooLong("the start command of " + node, command, LONGEST_COMMAND) + ": put it into a file");
        }
        if (!PRINTABLE.matcher(command).matches()) {
            problems.add("the start command of " + node + " has a character that is not printable ASCII");
        }
        if (!survivesBraces(command)) {
            problems.add("the start command of " + node + " has unbalanced braces or ends in a backslash, which the"
                    + " testbed's parser cannot carry: put it into a file");
        }
    }

    /** The testbed's {@code set} puts the value between braces and evaluates it once more. */
    private static boolean survivesBraces(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            i += c == '\\' ? 1 : 0;
            if (depth < 0 || i == text.length()) {
                return false;
            }
        }
        return depth == 0;
    }

    private static void tarfileProblems(String node, AddedNode.Tarfile tarfile, List<String> problems) {
        if (!FOLDER.matcher(tarfile.folder()).matches()) {
            problems.add("node " + node + ": a tarfile is unpacked in an absolute folder without blanks, not in '"
                    + tarfile.folder() + "'");
        }
        if (!TARFILE.matcher(tarfile.file()).matches()) {
            problems.add("node " + node + ": the testbed takes .tar, .tar.gz, .tgz, .tar.bz2 and .tar.Z without blanks"
                    + " in their names, not '" + tarfile.file() + "'");
        }
    }

    private static String tooLong(String what, String value, int most) {
        return what + " has " + value.length() + " characters, the most is " + most;
    }
}
