package org.overtap.record.anonymise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** MAC addresses are replaced one by one, and what a group is stays one. */
class MacCipherTest {
    private static final byte[] KEY = "sixteen bytes at least, by far".getBytes();
    private final MacCipher cipher = new MacCipher(KEY);

    @Test
    void noTwoAreReplacedByTheSameAndAGroupStaysAGroup() {
        Set<Long> shown = new HashSet<>();
        for (long i = 0; i < 20_000; i++) {
            long host = 0x02_0c_00_00_00_00L + i;
            long group = 0x01_00_5e_00_00_00L + i;
            assertThat(cipher.replace(host) >>> 40 & 1).isZero();
            assertThat(cipher.replace(group) >>> 40 & 1).isEqualTo(1);
            shown.add(cipher.replace(host));
            shown.add(cipher.replace(group));
        }
        assertThat(shown).hasSize(40_000);
        assertThat(shown).doesNotContain(0xffff_ffff_ffffL);
    }

    @Test
    void broadcastStays() {
        assertThat(cipher.replace(0xffff_ffff_ffffL)).isEqualTo(0xffff_ffff_ffffL);
    }

    @Test
    void whoMadeTheCardIsNotShown() {
        Set<Long> makers = new HashSet<>();
        for (long i = 0; i < 1000; i++) {
            makers.add(cipher.replace(0x00_1b_21_00_00_00L + i) >>> 24);
        }
        assertThat(makers).hasSizeGreaterThan(900);
    }

    @Test
    void itIsReadAndWrittenAsPeopleDo() {
        assertThat(MacCipher.text(MacCipher.parse("02:0c:00:6A:00:01"))).isEqualTo("02:0c:00:6a:00:01");
        assertThat(MacCipher.parse("02:0c:00:6a:00")).isNegative();
        assertThat(MacCipher.parse("")).isNegative();
    }

    @Test
    void anotherKeyGivesOthers() {
        assertThat(new MacCipher("another sixteen bytes".getBytes()).replace(1)).isNotEqualTo(cipher.replace(1));
    }
}
