package org.overtap.lab.ns;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The limits of the testbed's database, checked when an experiment is made or changed but not by the syntax check.
 *
 * <p>Source: the column rules the testbed applies to the parser's rows.
 */
public final class DatabaseLimits {
    private static final int LONGEST_NAME = 32;
    private static final int LONGEST_TARFILES = 1024;
    private static final int LONGEST_COMMAND = 256;
    private static final int LONGEST_ARGUMENTS = 1024;
    private static final Pattern ADDRESSES =
            Pattern.compile("(\\d{1,2}:\\d{1,3}(\\.\\d{1,3}){3}( \\d{1,2}:\\d{1,3}(\\.\\d{1,3}){3})*)?");
    private static final String TARFILE = "[-\\w./+]+ [-\\w./+:~]+";
    private static final Pattern TARFILES = Pattern.compile("(" + TARFILE + "(;" + TARFILE + ")*)?");
    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]*");

    private DatabaseLimits() {}

    /** What the testbed would refuse, one line each with the object it is about; empty when all is well. */
    public static List<String> check(VirtualExperiment experiment) {
        List<String> problems = new ArrayList<>();
        experiment.nodes().forEach(row -> checkNode(row, problems));
        experiment.rows("virt_lan_lans").forEach(row -> checkName("link or LAN", row, problems));
        experiment.rows("virt_programs").forEach(row -> checkProgram(row, problems));
        experiment.rows("eventlist").forEach(row -> checkEvent(row, problems));
        return List.copyOf(problems);
    }

    private static void checkNode(Map<String, String> row, List<String> problems) {
        checkName("node", row, problems);
        String name = row.get("vname");
        if (!ADDRESSES.matcher(row.getOrDefault("ips", "")).matches()) {
            problems.add("node " + name + ": its ports or addresses are malformed (ports have at most two digits)");
        }
        String tarfiles = row.getOrDefault("tarfiles", "");
        if (tarfiles.length() > LONGEST_TARFILES) {
            problems.add(tooLong("node " + name + ": its tarfiles", tarfiles, LONGEST_TARFILES));
        }
        if (!TARFILES.matcher(tarfiles).matches()) {
            problems.add("node " + name + ": its tarfiles have a character that is not allowed: " + tarfiles);
        }
    }

    private static void checkProgram(Map<String, String> row, List<String> problems) {
        checkName("program", row, problems);
        String command = row.getOrDefault("command", "");
        String subject = "program " + row.get("vname") + ": its command";
        if (command.length() > LONGEST_COMMAND) {
            problems.add(tooLong(subject, command, LONGEST_COMMAND));
        }
        if (!PRINTABLE.matcher(command).matches()) {
            problems.add(subject + " has a character that is not printable");
        }
    }

    private static void checkEvent(Map<String, String> row, List<String> problems) {
        String arguments = row.getOrDefault("arguments", "");
        if (arguments.length() > LONGEST_ARGUMENTS) {
            problems.add(
                    tooLong("event of " + row.get("vname") + " at " + row.get("time"), arguments, LONGEST_ARGUMENTS));
        }
    }

    private static void checkName(String kind, Map<String, String> row, List<String> problems) {
        String name = row.get("vname");
        if (name.length() > LONGEST_NAME) {
            problems.add(tooLong("the name of " + kind + " " + name, name, LONGEST_NAME));
        }
    }

    private static String tooLong(String subject, String value, int most) {
        return subject + " has " + value.length() + " characters, the most is " + most;
    }
}
