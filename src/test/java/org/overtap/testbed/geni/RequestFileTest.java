package org.overtap.testbed.geni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.testbed.TestbedException;

/** What a request is handed over in takes nothing of the user's away. */
class RequestFileTest {
    @TempDir
    private Path folder;

    @Test
    void aFileThatIsThereStaysAsItIs() throws Exception {
        Path edited = Files.writeString(folder.resolve("p-e-overtap.rspec.xml"), "edited");
        Files.createSymbolicLink(folder.resolve("p-e-overtap-2.rspec.xml"), folder.resolve("nowhere"));
        Path written = RequestFile.write(folder.resolve("p-e-overtap"), "<rspec/>");
        assertThat(written).isEqualTo(folder.resolve("p-e-overtap-3.rspec.xml")).hasContent("<rspec/>");
        assertThat(edited).hasContent("edited");
        assertThat(folder.resolve("nowhere")).doesNotExist();
        assertThat(RequestFile.write(folder.resolve("p-e-overtap"), "<rspec/>")).isEqualTo(written);
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all.map(path -> path.getFileName().toString()).toList())
                    .containsExactlyInAnyOrderElementsOf(
                            List.of("p-e-overtap.rspec.xml", "p-e-overtap-2.rspec.xml", "p-e-overtap-3.rspec.xml"));
        }
    }

    @Test
    void whereNoneCanBeWrittenThatIsSaid() {
        assertThatThrownBy(() -> RequestFile.write(folder.resolve("none/p-e-overtap"), "<rspec/>"))
                .isInstanceOf(TestbedException.class)
                .hasMessageContainingAll("p-e-overtap.rspec.xml cannot be written", "no such folder");
    }
}
