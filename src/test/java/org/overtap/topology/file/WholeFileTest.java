package org.overtap.topology.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    private Path folder;

    @Test
    void aNewFileIsItsOwnersAlone() throws IOException {
        Path file = folder.resolve("new");
        WholeFile.write(file, out -> out.write("x"));
        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    @Test
    void anOldFileStaysAsOpenAsItWas() throws IOException {
        Path file = Files.writeString(folder.resolve("old"), "before");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        WholeFile.write(file, out -> out.write("x"));
        assertThat(permissions(file)).isEqualTo("rw-r--r--");
        WholeFile.writePrivate(file, out -> out.write("y"));
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(file).hasContent("y");
    }

    @Test
    void nothingIsLeftWhereWritingFails() throws IOException {
        Path file = Files.writeString(folder.resolve("old"), "before");
        assertThatThrownBy(() -> WholeFile.write(file, out -> {
                    out.write("half");
                    throw new IOException("No space left on device");
                }))
                .hasMessage("No space left on device");
        assertThatThrownBy(() -> WholeFile.writePrivate(file, out -> {
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(IOException.class);
        assertThat(file).hasContent("before");
        assertThat(folder.toFile().list()).containsExactly("old");
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
