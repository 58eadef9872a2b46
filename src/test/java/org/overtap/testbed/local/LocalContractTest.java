package org.overtap.testbed.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedContract;

/** On what a real machine told of three namespaces on a bridge and a fourth on a link. */
class LocalContractTest extends TestbedContract {
    static final List<Namespace> NODES =
            Stream.of("a", "b", "c", "d").map(ToldMachine::namespace).toList();

    static String told() throws Exception {
        return Files.readString(Path.of("src/test/resources/networks/namespaces.txt"));
    }

    @Override
    public Testbed open() throws Exception {
        return new LocalTestbed("netns/lab", new ToldMachine.Finder(NODES), domain -> true, new ToldMachine(told()));
    }
}
