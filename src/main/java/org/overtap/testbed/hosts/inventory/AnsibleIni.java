package org.overtap.testbed.hosts.inventory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Ansible inventory in its INI form: hosts a line each, {@code [group]}, {@code [group:vars]},
 * {@code [group:children]}.
 */
final class AnsibleIni {
    private static final Pattern SECTION = Pattern.compile("\\[([\\w.-]+)(?::(\\w+))?]\\s*(?:[#;].*)?");
    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"'#]|\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|(?<=\\S)#)+");
    private static final Pattern SETTING = Pattern.compile("([\\w.-]+)\\s*=\\s*(.*)");

    private final String file;
    private final AnsibleGroups groups;
    private String group = "ungrouped";
    private String part = "hosts";

    private AnsibleIni(String file, AnsibleGroups groups) {
        this.file = file;
        this.groups = groups;
    }

    static Inventory read(String file, Path folder, String text) {
        AnsibleIni reading = new AnsibleIni(file, new AnsibleGroups(file, folder));
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String content = line.strip();
            if (!content.isEmpty() && !content.startsWith("#") && !content.startsWith(";")) {
                int column = line.indexOf(content) + 1;
                reading.line(new Mark(file, number, column), content);
            }
        }
        return reading.groups.inventory();
    }

    private void line(Mark at, String content) {
        Matcher section = SECTION.matcher(content);
        if (section.matches()) {
            group = section.group(1);
            part = section.group(2) == null ? "hosts" : section.group(2);
            groups.group(group);
            if (!List.of("hosts", "vars", "children").contains(part)) {
                throw at.error("[" + group + ":" + part + "] is no section: write [" + group + "], [" + group
                        + ":vars] or [" + group + ":children]");
            }
        } else if (part.equals("vars")) {
            variable(at, content);
        } else if (part.equals("children")) {
            groups.child(group, at, content.replaceFirst("\\s+[#;].*", ""));
        } else {
            host(at, content);
        }
    }

    private void variable(Mark at, String content) {
        Matcher setting = SETTING.matcher(content);
        if (!setting.matches()) {
            throw at.error("expected variable=value");
        }
        String value = setting.group(2).replaceFirst("\\s+#.*", "").strip();
        groups.value(group, setting.group(1), new YamlTree.Text(at, unquoted(value)));
    }

    private void host(Mark at, String content) {
        List<YamlTree.Text> words = words(at, content);
        Map<String, YamlTree> values = new LinkedHashMap<>();
        for (YamlTree.Text word : words.subList(1, words.size())) {
            Matcher setting = SETTING.matcher(word.value());
            if (!setting.matches()) {
                throw word.at().error("expected variable=value behind a host, found " + word.value());
            }
            values.put(setting.group(1), new YamlTree.Text(word.at(), unquoted(setting.group(2))));
        }
        groups.hosts(group, at, words.get(0).value(), values);
    }

    /** Words as a POSIX shell parts them; a word that begins with # ends the line. */
    private List<YamlTree.Text> words(Mark at, String content) {
        List<YamlTree.Text> words = new ArrayList<>();
        Matcher word = WORD.matcher(content);
        int end = 0;
        while (end < content.length()) {
            while (Character.isWhitespace(content.charAt(end))) {
                end++;
            }
            if (content.charAt(end) == '#') {
                break;
            }
            Mark here = new Mark(file, at.line(), at.column() + end);
            if (!word.find(end) || word.start() != end) {
                throw here.error("a quote is opened here and never closed");
            }
            words.add(new YamlTree.Text(here, word.group()));
            end = word.end();
        }
        return words;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1
                && (value.startsWith("\"") && value.endsWith("\"") || value.startsWith("'") && value.endsWith("'"));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
