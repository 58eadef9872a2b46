package org.overtap.testbed.emulab.boss;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.apache.xmlrpc.XmlRpcException;
import org.apache.xmlrpc.common.TypeFactory;
import org.apache.xmlrpc.common.XmlRpcStreamRequestConfig;
import org.apache.xmlrpc.parser.XmlRpcResponseParser;
import org.xml.sax.Attributes;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.ext.Locator2;

/** Parses answers from a server that is not trusted: XML 1.0, no DTD, no entity, no deserialisation, bounded depth. */
final class SafeXml {
    private static final int DEEPEST = 200;

    private SafeXml() {}

    /** A reader that refuses documents with a DTD and prints nothing. */
    static XMLReader reader() throws XmlRpcException {
        try {
            SAXParserFactory factory = SAXParserFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setXIncludeAware(false);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            SAXParser parser = factory.newSAXParser();
            // Newer JDKs stop at a depth of their own, with a message that tells a user nothing: ours comes first.
            parser.setProperty("jdk.xml.maxElementDepth", Integer.toString(2 * DEEPEST));
            XMLReader reader = parser.getXMLReader();
            reader.setErrorHandler(new Quiet());
            return reader;
        } catch (ParserConfigurationException | SAXException e) {
            throw new XmlRpcException("this JDK's XML parser cannot be made safe: " + e.getMessage(), e);
        }
    }

    /** The result of an answer, or the fault as an exception; what a fault says caused it is not looked at. */
    static Object response(XmlRpcStreamRequestConfig config, TypeFactory types, InputStream in) throws XmlRpcException {
        Parser parser = new Parser(config, types);
        try {
            XMLReader reader = reader();
            reader.setContentHandler(parser);
            reader.parse(new InputSource(in));
            if (parser.isSuccess()) {
                return parser.getResult();
            }
        } catch (SAXParseException e) {
            throw new XmlRpcException(
                    0,
                    "malformed answer at " + e.getLineNumber() + ":" + e.getColumnNumber() + ": " + e.getMessage(),
                    e);
        } catch (SAXException | IOException | RuntimeException e) {
            throw new XmlRpcException(0, "malformed answer: " + e.getMessage(), e);
        }
        throw new XmlRpcException(Math.max(1, parser.getErrorCode()), parser.getErrorMessage());
    }

    /** The library's parser, less its deserialisation of {@code faultCause} and its unbounded recursion. */
    private static final class Parser extends XmlRpcResponseParser {
        private int depth;

        Parser(XmlRpcStreamRequestConfig config, TypeFactory types) {
            super(config, types);
        }

        @Override
        public void startElement(String uri, String name, String qualified, Attributes attributes) throws SAXException {
            if (++depth > DEEPEST) {
                throw new SAXException("nested more than " + DEEPEST + " deep");
            }
            if (getDocumentLocator() instanceof Locator2 place && "1.1".equals(place.getXMLVersion())) {
                throw new SAXException("it is XML 1.1, in which control characters can be written: refused");
            }
            super.startElement(uri, name, qualified, attributes);
        }

        @Override
        public void endElement(String uri, String name, String qualified) throws SAXException {
            depth--;
            super.endElement(uri, name, qualified);
        }

        @Override
        protected void addResult(Object result) throws SAXException {
            if (result instanceof Map<?, ?> map) {
                map.remove("faultCause");
            }
            super.addResult(result);
        }
    }

    private static final class Quiet implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {
            // A warning changes nothing about the document.
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
