package org.overtap.lab.boss.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a method answers.
 *
 * @param code 0 for success, see the constants
 * @param value of a type XML-RPC has
 * @param output text for people
 */
public record MethodReply(int code, Object value, String output) {
    public static final int SUCCESS = 0;
    public static final int BAD_ARGUMENTS = 1;
    public static final int ERROR = 2;
    public static final int FORBIDDEN = 3;
    public static final int BAD_VERSION = 4;
    public static final int TOO_BIG = 6;
    public static final int REFUSED = 7;
    public static final int TIMED_OUT = 8;

    public static MethodReply ok() {
        return new MethodReply(SUCCESS, 0, "");
    }

    /** A value without text. */
    public static MethodReply of(Object value) {
        return new MethodReply(SUCCESS, value, "");
    }

    /** A value, and the same as text. */
    public static MethodReply told(Object value) {
        return new MethodReply(SUCCESS, value, PythonText.of(value));
    }

    public static MethodReply failed(int code, String output) {
        return new MethodReply(code, 0, output);
    }

    /** A script on the boss ended with status 1. */
    public static MethodReply scriptFailed(String output) {
        return new MethodReply(ERROR, 1, output);
    }

    public Map<String, Object> struct() {
        Map<String, Object> struct = new LinkedHashMap<>();
        struct.put("code", code);
        struct.put("value", value);
        struct.put("output", output);
        return struct;
    }
}
