package org.overtap.topology.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NameIndexTest {
    @Test
    void aNameKeepsItsNumber() {
        NameIndex table = new NameIndex();
        Map<String, Integer> expected = new HashMap<>();
        Random random = new Random(3);
        for (int i = 0; i < 200_000; i++) {
            String name = Integer.toString(random.nextInt(60_000), 2 + random.nextInt(30));
            int number = table.add(name);
            assertThat(number).isEqualTo(expected.computeIfAbsent(name, n -> expected.size()));
        }
        assertThat(table.size()).isEqualTo(expected.size());
        expected.forEach((name, number) -> {
            assertThat(table.find(name)).isEqualTo(number);
            assertThat(table.name(number)).isEqualTo(name);
        });
    }

    @Test
    void whatWasNeverAddedIsNotFound() {
        NameIndex table = new NameIndex();
        table.add("a");
        assertThat(table.find("b")).isEqualTo(-1);
        assertThat(table.find("")).isEqualTo(-1);
    }
}
