package org.overtap.cli.typed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TypedProgramTest {
    private static final Optional<Path> JAR = Optional.of(Path.of("/x y/target/overtap.jar"));

    @Test
    void itIsWhatTheLauncherWasCalledByUnlessItIsFoundAnywhere() {
        assertThat(TypedProgram.of("", "./overtap", false, JAR)).isEqualTo("./overtap");
        assertThat(TypedProgram.of("", "/home/me/my checkout/overtap", false, JAR))
                .isEqualTo("'/home/me/my checkout/overtap'");
        assertThat(TypedProgram.of("", "/usr/local/bin/overtap", true, JAR)).isEqualTo("overtap");
    }

    @Test
    void withoutALauncherItIsTheJar() {
        assertThat(TypedProgram.of("", "", false, JAR)).isEqualTo("java -jar '/x y/target/overtap.jar'");
        assertThat(TypedProgram.of("", "", false, Optional.empty())).isEqualTo("overtap");
    }

    @Test
    void insideOfALabItIsWhatLeadsThere() {
        assertThat(TypedProgram.of("./overtap lab exec mine -- overtap", "", false, JAR))
                .isEqualTo("./overtap lab exec mine -- overtap");
    }
}
