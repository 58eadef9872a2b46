package org.overtap.record.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileFramesTest {
    private final List<String> taken = new ArrayList<>();

    private final FileFrames.Taker taker = new FileFrames.Taker() {
        @Override
        public void begin(String name, long closed) {
            taken.add(name + " " + closed + " ");
        }

        @Override
        public void bytes(byte[] bytes, int from, int to) {
            String more = new String(bytes, from, to - from, StandardCharsets.UTF_8);
            taken.set(taken.size() - 1, taken.get(taken.size() - 1) + more);
        }

        @Override
        public void end() {
            taken.set(taken.size() - 1, taken.get(taken.size() - 1) + ".");
        }

        @Override
        public void unreadable(String name, String why) {
            taken.add(name + " cannot be read");
        }
    };

    private void write(String text, int size) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        FileFrames frames = new FileFrames(taker);
        for (int from = 0; from < bytes.length; from += size) {
            frames.write(bytes, from, Math.min(size, bytes.length - from));
        }
    }

    @Test
    void filesAreTakenApartHoweverTheyArrive() {
        for (int size : new int[] {1, 3, 1000}) {
            taken.clear();
            write("@4 100 a/ä.json\n@\n!x@0 7 b b\n!the file may not be read: c\n@1 8 d\ne", size);
            assertThat(taken).containsExactly("a/ä.json 100 @\n!x.", "b b 7 .", "c cannot be read", "d 8 e.");
        }
    }

    @Test
    void aFileThatGrewShorterIsToldAndEndsIt() {
        write("@10 100 a\nabc@3 100 b\nabc@3 100 c\nabc", 1000);
        assertThat(taken).containsExactly("a 100 abc@3 100 .", "a cannot be read");
    }
}
