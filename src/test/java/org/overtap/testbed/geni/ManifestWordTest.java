package org.overtap.testbed.geni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.testbed.InvalidSettingException;
import org.overtap.testbed.geni.rspec.SliverLogin;

class ManifestWordTest {
    private static final String PAIR = "src/test/resources/manifests/pair.xml";

    @TempDir
    private Path folder;

    @Test
    void aFileANodeAndSeveralOfBoth() {
        assertThat(ManifestWord.parse(PAIR + ",me@pc7.testbed.example:31001,me@[2001:db8::7]"))
                .containsExactly(
                        new ManifestWord.InFile(Path.of(PAIR)),
                        new ManifestWord.OnNode(new SliverLogin("me", "pc7.testbed.example", 31001)),
                        new ManifestWord.OnNode(new SliverLogin("me", "2001:db8::7", 22)));
    }

    @Test
    void oneManifestHasOneNameAndOthersHaveOthers() {
        ManifestProvider provider = new ManifestProvider();
        String name = provider.experiment(PAIR);
        assertThat(name).matches("manifest/pair-[0-9a-f]{6}");
        assertThat(provider.experiment("src/test/../test/resources/manifests/pair.xml"))
                .isEqualTo(name);
        assertThat(provider.experiment("me@pc7")).matches("manifest/pc7-[0-9a-f]{6}");
        assertThat(provider.experiment("you@pc7")).isEqualTo(provider.experiment("me@pc7"));
        assertThat(provider.experiment("me@pc8")).isNotEqualTo(provider.experiment("me@pc7"));
    }

    @Test
    void whatIsNeitherIsRefused() {
        for (String words :
                new String[] {"", "no/such.xml", folder.toString(), "me@", "@x", "me@x:0", "me@x:99999", "me@-x"}) {
            assertThatThrownBy(() -> ManifestWord.parse(words))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContainingAll("'manifest:" + words + "'", "FILE|USER@NODE");
        }
    }
}
