package org.overtap.testbed.emulab;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** A request body as plain values with their types, so that two ways of writing the same call compare equal. */
public final class XmlRpcBody {
    private XmlRpcBody() {}

    /** Method name, then its parameters. */
    public static List<Object> read(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            Element call = factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getDocumentElement();
            List<Object> all = new ArrayList<>();
            all.add(children(call, "methodName").get(0).getTextContent());
            for (Element param : children(children(call, "params").get(0), "param")) {
                all.add(value(children(param, "value").get(0)));
            }
            return all;
        } catch (Exception e) {
            throw new IllegalArgumentException("no method call: " + xml, e);
        }
    }

    private static Object value(Element value) {
        List<Element> types = children(value, "*");
        if (types.isEmpty()) {
            return "string:" + value.getTextContent();
        }
        Element type = types.get(0);
        return switch (type.getTagName()) {
            case "struct" -> struct(type);
            case "array" ->
                children(children(type, "data").get(0), "value").stream()
                        .map(XmlRpcBody::value)
                        .toList();
            case "i4" -> "int:" + type.getTextContent();
            default -> type.getTagName() + ":" + type.getTextContent();
        };
    }

    private static Map<String, Object> struct(Element struct) {
        Map<String, Object> values = new TreeMap<>();
        for (Element member : children(struct, "member")) {
            values.put(
                    children(member, "name").get(0).getTextContent(),
                    value(children(member, "value").get(0)));
        }
        return values;
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element
                    && (name.equals("*") || element.getTagName().equals(name))) {
                found.add(element);
            }
        }
        return found;
    }
}
