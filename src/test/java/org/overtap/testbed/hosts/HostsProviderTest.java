package org.overtap.testbed.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.testbed.InvalidSettingException;

class HostsProviderTest {
    private final HostsProvider provider = new HostsProvider();

    @TempDir
    Path folder;

    @Test
    void aListIsTheSameInWhicheverOrderItIsTyped() {
        String name = provider.experiment("b@x:22,netns:y");
        assertThat(name).matches("hosts/[0-9a-f]{6}");
        assertThat(provider.experiment("netns:y, b@x:22")).isEqualTo(name);
        assertThat(provider.experiment("netns:z,b@x:22")).isNotEqualTo(name);
        assertThat(provider.experiment("n[1:3]")).matches("hosts/[0-9a-f]{6}");
    }

    @Test
    void aFileGivesItsNameAndFilesOfOneNameAreToldApart() throws IOException {
        Path one = Files.writeString(folder.resolve("my lab.v2.yaml"), "[a, b]");
        Path other =
                Files.writeString(Files.createDirectory(folder.resolve("d")).resolve("my lab.v2.yaml"), "[a, b]");
        String name = provider.experiment(one.toString());
        assertThat(name).matches("hosts/my-lab\\.v2-[0-9a-f]{6}");
        assertThat(provider.experiment(folder + "/d/../my lab.v2.yaml")).isEqualTo(name);
        assertThat(provider.experiment(other.toString())).isNotEqualTo(name);
    }

    @Test
    void whatIsNeitherIsRefused() {
        for (String words : new String[] {"", "x", "no/such.yaml", folder.toString()}) {
            assertThatThrownBy(() -> provider.experiment(words))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContainingAll("'hosts:" + words + "'", "netns:NAME");
        }
    }
}
