package org.overtap.lab.boss.wire;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes answers the way Python's xmlrpclib does, line ends included. */
public final class XmlRpcText {
    private static final String HEAD = "<?xml version='1.0'?>\n<methodResponse>\n";
    private static final String TAIL = "</methodResponse>\n";

    private final StringBuilder text = new StringBuilder();

    private XmlRpcText() {}

    public static String response(MethodReply answer) {
        XmlRpcText writer = new XmlRpcText();
        writer.value(answer.struct());
        return HEAD + "<params>\n<param>\n" + writer.text + "</param>\n</params>\n" + TAIL;
    }

    public static String fault(int code, String message) {
        Map<String, Object> fault = new LinkedHashMap<>();
        fault.put("faultCode", code);
        fault.put("faultString", message);
        XmlRpcText writer = new XmlRpcText();
        writer.value(fault);
        return HEAD + "<fault>\n" + writer.text + "</fault>\n" + TAIL;
    }

    private void value(Object value) {
        text.append("<value>");
        if (value instanceof Map<?, ?> struct) {
            struct(struct);
        } else if (value instanceof List<?> list) {
            array(list);
        } else {
            text.append(scalar(value));
        }
        text.append("</value>\n");
    }

    private void struct(Map<?, ?> struct) {
        text.append("<struct>\n");
        struct.forEach((name, value) -> {
            text.append("<member>\n<name>").append(escaped(name.toString())).append("</name>\n");
            value(value);
            text.append("</member>\n");
        });
        text.append("</struct>");
    }

    private void array(List<?> list) {
        text.append("<array><data>\n");
        list.forEach(this::value);
        text.append("</data></array>");
    }

    private static String scalar(Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return "<int>" + value + "</int>";
        }
        if (value instanceof Double number) {
            return "<double>" + decimal(number) + "</double>";
        }
        if (value instanceof Boolean flag) {
            return "<boolean>" + (flag ? 1 : 0) + "</boolean>";
        }
        if (value instanceof Moment moment) {
            return "<dateTime.iso8601>" + moment.text() + "</dateTime.iso8601>";
        }
        return "<string>" + escaped(value.toString()) + "</string>";
    }

    /** Never with an exponent, always with a point. */
    private static String decimal(double number) {
        String plain = BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }

    /** Characters that XML cannot carry are dropped. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]", "");
    }
}
