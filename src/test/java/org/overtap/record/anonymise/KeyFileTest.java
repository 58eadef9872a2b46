package org.overtap.record.anonymise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.record.RecordException;

/** A key is made once, for its owner alone, and what is no key is refused by name. */
class KeyFileTest {
    @TempDir
    Path folder;

    @Test
    void oneThatIsNotThereIsMadeForItsOwnerAndReadAgain() throws Exception {
        Path file = folder.resolve("key");
        KeyFile made = KeyFile.at(file);
        KeyFile again = KeyFile.at(file);

        assertThat(made.made()).isTrue();
        assertThat(again.made()).isFalse();
        assertThat(again.key().forPurpose("x")).isEqualTo(made.key().forPurpose("x"));
        assertThat(Files.size(file)).isEqualTo(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void twoAreNotTheSame() throws Exception {
        assertThat(KeyFile.at(folder.resolve("a")).key().forPurpose("x"))
                .isNotEqualTo(KeyFile.at(folder.resolve("b")).key().forPurpose("x"));
    }

    @Test
    void whatIsNoKeyIsRefusedByNameAndStays() throws Exception {
        Path brief = Files.writeString(folder.resolve("brief"), "secret");
        Path plain = Files.write(folder.resolve("plain"), new byte[64]);
        Path large = Files.write(folder.resolve("large"), new byte[100_000]);
        assertThatThrownBy(() -> KeyFile.at(brief))
                .isInstanceOf(RecordException.class)
                .hasMessageContaining("brief")
                .hasMessageContaining("6 bytes")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> KeyFile.at(plain)).hasMessageContaining("plain");
        assertThatThrownBy(() -> KeyFile.at(large)).hasMessageContaining("large");
        Path nowhere = Files.createSymbolicLink(folder.resolve("nowhere"), folder.resolve("gone"));
        assertThatThrownBy(() -> KeyFile.at(nowhere)).hasMessageContaining("a link to a file that is not there");
        assertThatThrownBy(() -> KeyFile.at(folder)).isInstanceOf(RecordException.class);
        assertThatThrownBy(() -> KeyFile.at(folder.resolve("none/key")))
                .isInstanceOf(RecordException.class)
                .hasMessageContaining("none/key");
        assertThat(brief).hasContent("secret");
    }
}
