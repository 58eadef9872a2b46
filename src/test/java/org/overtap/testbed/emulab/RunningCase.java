package org.overtap.testbed.emulab;

import java.util.List;
import java.util.Map;
import org.overtap.testbed.TestbedException;

/** A recorded experiment whose boss does at once what it is asked, and remembers the script. */
final class RunningCase implements AutoCloseable {
    private final RecordedCase recorded;
    private final FakeBoss boss = new FakeBoss("boss.pem", request -> FakeBoss.xml(answer(request)));
    private String state = "active";
    private String script = "# mine\r\n$ns run\r\n";

    /** @param silent nodes that can be entered, though nothing is recorded that they said */
    RunningCase(String name, String... silent) {
        this.recorded = new RecordedCase(name).editing("shells.json", shells -> {
            StringBuilder all = new StringBuilder("[");
            for (String node : silent) {
                all.append("{\"node\":\"" + node + "\",\"argv\":[\"true\"],\"status\":0,\"out\":\"\",\"err\":\"\"},");
            }
            return shells.replaceFirst("\\[", all.toString());
        });
    }

    EmulabTestbed open() throws TestbedException {
        return recorded.open(boss);
    }

    private synchronized String answer(String request) {
        List<Object> call = XmlRpcBody.read(request);
        Map<?, ?> given = (Map<?, ?>) call.get(2);
        switch (call.get(0).toString()) {
            case "experiment.modify":
                script = text(given, "nsfilestr");
                return Replies.success(state);
            case "experiment.swapexp":
                state = text(given, "direction").equals("in") ? "active" : "swapped";
                return Replies.success(state);
            case "experiment.state", "experiment.statewait", "experiment.nscheck":
                return Replies.success(state);
            case "experiment.nsfile":
                return Replies.success(
                        script.replace("&", "&amp;").replace("<", "&lt;").replace("\r", "&#13;"));
            case "node.available":
                return Replies.success("<int>7</int>");
            case "node.typeinfo":
                return Replies.success("<struct></struct>");
            default:
                return recorded.answer(request);
        }
    }

    private static String text(Map<?, ?> given, String name) {
        return given.get(name).toString().replaceFirst("^string:", "");
    }

    @Override
    public void close() {
        boss.close();
    }
}
