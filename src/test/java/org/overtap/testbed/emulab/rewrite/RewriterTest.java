package org.overtap.testbed.emulab.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RewriterTest {
    private static final RewriteRequest TAP = RewriteRequest.of(List.of(new ShaperTap("wan")), List.of());
    private final Rewriter rewriter = new Rewriter();

    static Stream<String> pairs() throws IOException {
        return Pair.names().stream();
    }

    @Test
    void thereAreAtLeastTwelvePairs() throws IOException {
        assertThat(Pair.names()).hasSizeGreaterThanOrEqualTo(12);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void everyScriptBecomesItsPair(String name) throws IOException {
        Pair pair = Pair.read(name);

        assertThat(rewriter.rewrite(pair.in(), pair.request())).isEqualTo(pair.out());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void rewritingTwiceChangesNothing(String name) throws IOException {
        Pair pair = Pair.read(name);

        assertThat(rewriter.rewrite(pair.out(), pair.request())).isEqualTo(pair.out());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void undoGivesTheBytesBack(String name) throws IOException {
        Pair pair = Pair.read(name);

        assertThat(rewriter.isRewritten(pair.in())).isFalse();
        assertThat(rewriter.isRewritten(pair.out())).isTrue();
        assertThat(rewriter.undo(pair.out())).isEqualTo(pair.in());
        assertThat(rewriter.undo(pair.in())).isEqualTo(pair.in());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theBlockIsAsciiAndTheRestIsUntouched(String name) throws IOException {
        Pair pair = Pair.read(name);
        String block = pair.out().substring(0, pair.out().length() - pair.in().length());

        assertThat(pair.out()).endsWith(pair.in());
        assertThat(block).matches("(?s)[\\x20-\\x7e\\r\\n]+");
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void anotherRequestReplacesTheBlock(String name) throws IOException {
        Pair pair = Pair.read(name);

        assertThat(rewriter.rewrite(pair.out(), TAP)).isEqualTo(rewriter.rewrite(pair.in(), TAP));
    }

    @Test
    void anEmptyRequestTakesTheBlockOut() {
        String rewritten = rewriter.rewrite("$ns run\n", TAP);

        assertThat(rewriter.rewrite(rewritten, RewriteRequest.of(List.of(), List.of())))
                .isEqualTo("$ns run\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "$ns run", "\n", "\r\n", "#!/bin/sh\n$ns run\n", "a\r\nb", "a\rb", "\u00ff\u0000\n"})
    void anyTextComesBack(String script) {
        assertThat(rewriter.undo(rewriter.rewrite(script, TAP))).isEqualTo(script);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ufeff", "\u00ef\u00bb\u00bf"})
    void aByteOrderMarkStaysFirst(String mark) {
        String script = mark + "$ns run\n";
        String rewritten = rewriter.rewrite(script, TAP);

        assertThat(rewritten).startsWith(mark + "# >>> overtap");
        assertThat(rewriter.undo(rewritten)).isEqualTo(script);
    }

    @Test
    void theBlockTakesTheScriptsLineEnds() {
        assertThat(rewriter.rewrite("a\r\nb\r\n", TAP).replace("\r\n", "")).doesNotContain("\n", "\r");
        assertThat(rewriter.rewrite("a\nb\n", TAP)).doesNotContain("\r");
    }

    @Test
    void lineEndsThatChangeOnTheWayDoNotMakeTheBlockForeign() {
        String rewritten = rewriter.rewrite("a\r\nb\r\n", TAP);

        assertThat(rewriter.undo(rewritten.replace("\r\n", "\n"))).isEqualTo("a\nb\n");
    }

    @Test
    void aBlockEditedByHandIsNotTakenOut() {
        String edited = rewriter.rewrite("$ns run\n", TAP).replace("ovt_shaper $sim wan", "ovt_shaper $sim lan");

        assertThatThrownBy(() -> rewriter.undo(edited))
                .isInstanceOf(RewriteException.class)
                .hasMessageContaining("line 1 ")
                .hasMessageContaining("edited by hand");
        assertThatThrownBy(() -> rewriter.rewrite(edited, TAP)).isInstanceOf(RewriteException.class);
    }

    @Test
    void aLineWrittenIntoTheBlockIsNotLost() {
        String edited = rewriter.rewrite("$ns run\n", TAP).replace("# <<< overtap", "set mine 1\n# <<< overtap");

        assertThatThrownBy(() -> rewriter.undo(edited)).hasMessageContaining("edited by hand");
    }

    @Test
    void aBlockWithoutItsEndIsNotTakenOut() {
        String cut = rewriter.rewrite("$ns run\n", TAP).replaceAll("(?m)^# <<< overtap.*\n", "");

        assertThatThrownBy(() -> rewriter.undo(cut)).hasMessageContaining("end marker");
    }

    @Test
    void aBlockWithoutItsFirstMarkerIsNotTakenForTheUsersOwn() {
        String cut = rewriter.rewrite("$ns run\n", TAP).replaceAll("(?m)^# >>> overtap.*\n", "");

        assertThatThrownBy(() -> rewriter.undo(cut)).hasMessageContaining("first marker");
    }

    @Test
    void aBlockWhoseMarkersAreBothGoneIsNotTakenForTheUsersOwn() {
        String bare = rewriter.rewrite("$ns run\n", TAP).replaceAll("(?m)^# (>>>|<<<) overtap.*\n", "");

        assertThatThrownBy(() -> rewriter.undo(bare)).hasMessageContaining("marker");
        assertThatThrownBy(() -> rewriter.undo(rewriter.rewrite("$ns run\n", TAP) + bare))
                .hasMessageContaining("outside the markers");
    }

    @Test
    void twoBlocksAreNotTakenOut() {
        String once = rewriter.rewrite("$ns run\n", TAP);

        assertThatThrownBy(() -> rewriter.undo(once + once)).hasMessageContaining("second");
    }

    @Test
    void aBlockOfALaterVersionIsLeftToItsProgram() {
        String later = rewriter.rewrite("$ns run\n", TAP).replaceFirst("overtap 1 ", "overtap 2 ");

        assertThatThrownBy(() -> rewriter.undo(later)).hasMessageContaining("version 2");
    }

    @Test
    void textWrittenAboveTheBlockStays() {
        String rewritten = "# mine\n" + rewriter.rewrite("$ns run\n", TAP);

        assertThat(rewriter.undo(rewritten)).isEqualTo("# mine\n$ns run\n");
    }

    @Test
    void aScriptThatWouldBeTooLargeIsRefused() {
        String script = "#".repeat(ScriptLimits.LARGEST_SCRIPT - 100) + "\n";

        assertThatThrownBy(() -> rewriter.rewrite(script, TAP)).hasMessageContaining("524288");
    }

    /** Sites run Tcl 8.3 to 8.6. */
    @ParameterizedTest
    @MethodSource("pairs")
    void theBlockKeepsToTcl83(String name) throws IOException {
        Pair pair = Pair.read(name);
        String block = pair.out().substring(0, pair.out().length() - pair.in().length());

        assertThat(block.replaceAll("(?m)^\\s*#.*", ""))
                .doesNotContainPattern("[\\[{ ](lassign|dict|lset|apply|lreverse|try) ")
                .doesNotContainPattern(" (eq|ne|in|ni) |\\{\\*\\}|-nocomplain|catch [^\\n]* value options");
    }

    /** The testbed's set renames objects. */
    @ParameterizedTest
    @MethodSource("pairs")
    void theBlockNeverSetsPlainly(String name) throws IOException {
        Pair pair = Pair.read(name);
        String block = pair.out().substring(0, pair.out().length() - pair.in().length());

        assertThat(block).doesNotContainPattern("(?m)(^ *|[\\[;{] *)set ");
    }

    @Test
    void wordsOfTheUsersCannotLeaveTheirQuotes() {
        AddedNode node = new AddedNode("n", null, null, java.util.Optional.of("x\"; exec [rm] $y {z} \\n"), List.of());

        assertThat(rewriter.rewrite("", RewriteRequest.of(List.of(new ShaperTap("a b[c]")), List.of(node))))
                .contains("ovt_shaper $sim \"a b\\[c\\]\"")
                .contains("\"x\\\"\\; exec \\[rm\\] \\$y \\{z\\} \\\\n\"");
    }
}
