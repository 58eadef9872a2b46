package org.overtap.testbed.emulab.boss;

import org.apache.ws.commons.util.NamespaceContextImpl;
import org.apache.xmlrpc.common.TypeFactoryImpl;
import org.apache.xmlrpc.common.XmlRpcController;
import org.apache.xmlrpc.common.XmlRpcStreamConfig;
import org.apache.xmlrpc.parser.LongParser;
import org.apache.xmlrpc.parser.NullParser;
import org.apache.xmlrpc.parser.TypeParser;

/** The plain XML-RPC types, and the two that Python servers send without a namespace: nil and i8. */
final class PythonTypes extends TypeFactoryImpl {
    PythonTypes(XmlRpcController controller) {
        super(controller);
    }

    @Override
    public TypeParser getParser(XmlRpcStreamConfig config, NamespaceContextImpl context, String uri, String name) {
        if ("nil".equals(name)) {
            return new NullParser();
        }
        return "i8".equals(name) ? new LongParser() : super.getParser(config, context, uri, name);
    }
}
