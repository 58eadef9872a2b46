package org.overtap.lab.boss.wire;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * A call as it came over the wire.
 *
 * @param method as {@code module.method}
 * @param parameters strings, numbers, booleans, maps and lists
 */
public record XmlRpcCall(String method, List<Object> parameters) {
    private static final int DEEPEST = 20;

    /** Reads a request's body; throws {@link IllegalArgumentException} for anything that is not a call. */
    public static XmlRpcCall read(byte[] body) {
        try {
            Element call = builder().parse(new ByteArrayInputStream(body)).getDocumentElement();
            List<Object> parameters = new ArrayList<>();
            for (Element params : children(call, "params")) {
                for (Element param : children(params, "param")) {
                    parameters.add(value(only(param, "value"), 0));
                }
            }
            return new XmlRpcCall(only(call, "methodName").getTextContent().strip(), parameters);
        } catch (SAXException | java.io.IOException | ParserConfigurationException e) {
            throw new IllegalArgumentException("not an XML-RPC call: " + e.getMessage(), e);
        }
    }

    private static DocumentBuilder builder() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setExpandEntityReferences(false);
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setErrorHandler(new Strict());
        return builder;
    }

    /** Throws what the parser would print. */
    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {}

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }

    private static Object value(Element value, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("values are nested too deeply");
        }
        List<Element> typed = children(value, "*");
        return typed.isEmpty() ? value.getTextContent() : typed(typed.get(0), depth);
    }

    private static Object typed(Element typed, int depth) {
        String text = typed.getTextContent();
        return switch (typed.getTagName()) {
            case "int", "i4", "i8" -> Integer.valueOf(text.strip());
            case "double" -> Double.valueOf(text.strip());
            case "boolean" -> text.strip().equals("1");
            case "struct" -> struct(typed, depth);
            case "array" -> array(typed, depth);
            default -> text;
        };
    }

    private static Map<String, Object> struct(Element struct, int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        children(struct, "member")
                .forEach(member ->
                        map.put(only(member, "name").getTextContent(), value(only(member, "value"), depth + 1)));
        return map;
    }

    private static List<Object> array(Element array, int depth) {
        List<Object> list = new ArrayList<>();
        children(only(array, "data"), "value").forEach(value -> list.add(value(value, depth + 1)));
        return list;
    }

    private static Element only(Element parent, String name) {
        List<Element> found = children(parent, name);
        if (found.size() != 1) {
            throw new IllegalArgumentException(parent.getTagName() + " needs one " + name);
        }
        return found.get(0);
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element
                    && (name.equals("*") || element.getTagName().equals(name))) {
                found.add(element);
            }
        }
        return found;
    }
}
