package org.overtap.testbed.local.netns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.overtap.testbed.InvalidSettingException;

class NetnsProviderTest {
    private final NetnsProvider provider = new NetnsProvider();

    @Test
    void theOrderOfNamesDoesNotMatterAndManyMakeNoLongName() {
        assertThat(provider.experiment("b,a")).isEqualTo("netns/a+b").isEqualTo(provider.experiment("a,b"));
        String many = IntStream.range(0, 200).mapToObj(i -> "node" + i).collect(Collectors.joining(","));
        assertThat(provider.experiment(many))
                .hasSizeLessThan(130)
                .isNotEqualTo(provider.experiment(many.replace("node99,", "")));
    }

    @Test
    void namesWithAPlusAreNotTakenForOthers() {
        Stream<String> words = Stream.of("a+b,c", "a,b+c", "a,b,c", "a+b+c");
        assertThat(words.map(provider::experiment)).doesNotHaveDuplicates();
        assertThat(provider.experiment("a,b,c")).isEqualTo("netns/a+b+c");
    }

    @Test
    void whatIsNoNameIsRefused() {
        for (String words : new String[] {"", "a,", "a,../b", "a b", "a,a"}) {
            assertThatThrownBy(() -> provider.experiment(words))
                    .as(words)
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContaining("netns:" + words);
        }
    }
}
