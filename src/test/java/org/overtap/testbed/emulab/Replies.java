package org.overtap.testbed.emulab;

/** Answers written by hand. */
public final class Replies {
    private Replies() {}

    public static String answer(String value) {
        return "<?xml version='1.0'?>\n<methodResponse><params><param><value>" + value
                + "</value></param></params></methodResponse>";
    }

    public static String success(String value) {
        return coded(0, value, "");
    }

    public static String coded(int code, String value, String output) {
        String typed = value.startsWith("<") ? value : "<string>" + value + "</string>";
        String inner = typed.startsWith("<value>") ? typed : "<value>" + typed + "</value>";
        return answer("<struct><member><name>code</name><value><int>" + code + "</int></value></member>"
                + "<member><name>value</name>" + inner + "</member>"
                + "<member><name>output</name><value><string>" + output + "</string></value></member></struct>");
    }
}
