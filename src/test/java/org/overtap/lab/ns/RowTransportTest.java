package org.overtap.lab.ns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowTransportTest {

    @Test
    void rowsComeBackByTableInTheirOrder() {
        String text = "row\tt\ta\t1\tb\t\nrow\tu\tc\t\nrow\tt\ta\t2\tb\tx y\nend\t3\n";

        assertThat(RowTransport.read(text))
                .isEqualTo(Map.of(
                        "t", List.of(Map.of("a", "1", "b", ""), Map.of("a", "2", "b", "x y")),
                        "u", List.of(Map.of("c", ""))));
    }

    @Test
    void escapedCharactersAreRestored() {
        assertThat(RowTransport.read("row\tt\ta\t1\\t2\\n3\\\\n4\\r\nend\t1\n").get("t"))
                .containsExactly(Map.of("a", "1\t2\n3\\n4\r"));
    }

    @Test
    void aResultThatBrokeOffIsRefused() {
        for (String broken :
                List.of("", "row\tt\ta\t1\n", "row\tt\ta\t1\nend\t2\n", "row\tt\ta\nend\t1\n", "nonsense\nend\t0\n")) {
            assertThatThrownBy(() -> RowTransport.read(broken)).as(broken).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void noRowsAtAllIsWhole() {
        assertThat(RowTransport.read("end\t0\n")).isEmpty();
    }
}
