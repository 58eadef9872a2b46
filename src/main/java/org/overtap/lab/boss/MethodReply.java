package org.overtap.lab.boss;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a method answers.
 *
 * @param code 0 for success, see the constants
 * @param value of a type XML-RPC has
 * @param output text for people
 */
record MethodReply(int code, Object value, String output) {
    static final int SUCCESS = 0;
    static final int BAD_ARGUMENTS = 1;
    static final int ERROR = 2;
    static final int FORBIDDEN = 3;
    static final int BAD_VERSION = 4;
    static final int TOO_BIG = 6;
    static final int REFUSED = 7;
    static final int TIMED_OUT = 8;

    static MethodReply ok() {
        return new MethodReply(SUCCESS, 0, "");
    }

    /** A value without text. */
    static MethodReply of(Object value) {
        return new MethodReply(SUCCESS, value, "");
    }

    /** A value, and the same as text. */
    static MethodReply told(Object value) {
        return new MethodReply(SUCCESS, value, PythonText.of(value));
    }

    static MethodReply failed(int code, String output) {
        return new MethodReply(code, 0, output);
    }

    /** A script on the boss ended with status 1. */
    static MethodReply scriptFailed(String output) {
        return new MethodReply(ERROR, 1, output);
    }

    Map<String, Object> struct() {
        Map<String, Object> struct = new LinkedHashMap<>();
        struct.put("code", code);
        struct.put("value", value);
        struct.put("output", output);
        return struct;
    }
}
