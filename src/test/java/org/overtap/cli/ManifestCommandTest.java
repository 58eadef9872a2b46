package org.overtap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.topology.file.JsonDocument;

/** {@code overtap plan manifest:FILE} where no node can be reached. */
class ManifestCommandTest {
    private static final Path REAL = Path.of("src/test/resources/manifests");

    @TempDir
    private Path folder;

    private record Ran(int code, String out, String err) {}

    private static Ran run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(args, new PrintWriter(out), new PrintWriter(err));
        return new Ran(code, out.toString(), err.toString());
    }

    private Ran plan(String text) throws IOException {
        return run("plan", "manifest:" + Files.writeString(folder.resolve("m.xml"), text));
    }

    @Test
    void aManifestIsPlannedFromItsFileAloneAndThatIsSaid() throws IOException {
        Ran ran = run("plan", "manifest:" + REAL.resolve("lan-of-six.xml"), "--format", "json");
        assertThat(ran.code()).as(ran.err()).isZero();
        JsonNode plan = JsonDocument.mapper().readTree(ran.out());
        assertThat(plan.at("/topology/conversations").asInt()).isEqualTo(21);
        assertThat(plan.at("/coverage/observed").asInt()).isEqualTo(21);
        assertThat(plan.path("probes")).hasSize(6);
        assertThat(plan.at("/extra/free").isNull()).isTrue();
        assertThat(plan.path("notes").findValuesAsText("")).isEmpty();
        assertThat(plan.path("notes").toString())
                .contains("planned from its manifest alone", "none of its 7 nodes was read", "--ssh-user");
    }

    @Test
    void aManifestThatTellsItsEndIsWarnedOf() throws IOException {
        String pair = Files.readString(REAL.resolve("pair.xml"));
        String soon =
                Instant.now().plusSeconds(630).truncatedTo(ChronoUnit.SECONDS).toString();
        Ran ran = plan(pair.replaceFirst("type=\"request\"", "type=\"request\" expires=\"" + soon + "\""));
        assertThat(ran.code()).isZero();
        assertThat(ran.err()).contains("ends in 10 minutes (" + soon + "), unless it was extended since");
        assertThat(ran.out()).contains("ends at " + soon, "what is deployed goes with it");
        Ran over = plan(pair.replaceFirst("type=\"request\"", "type=\"request\" expires=\"2020-01-01T00:00:00Z\""));
        assertThat(over.err()).contains("should have ended at 2020-01-01T00:00:00Z");
    }

    /** Everybody on a machine may see its command lines. */
    @Test
    void aTokenIsNeverTakenFromTheCommandLine() {
        Ran ran = run("plan", "portal:proj1,exp1", "--portal-token", "s3cret");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("Unknown option");
        assertThat(run("plan", "--help").out()).contains("--token-file").doesNotContain("--portal-token");
    }

    @Test
    void whatIsNoManifestIsAnInputErrorInClearWords() throws IOException {
        String pair = Files.readString(REAL.resolve("pair.xml"));
        Ran half = plan(pair.substring(0, pair.length() / 2));
        assertThat(half.code()).isEqualTo(2);
        assertThat(half.err()).startsWith("overtap: " + folder.resolve("m.xml") + ":");
        Ran request = plan(pair.replaceAll(" sliver_id=\"[^\"]*\"", ""));
        assertThat(request.code()).isEqualTo(2);
        assertThat(request.err()).contains("a request, not a manifest");
        Ran version = plan(pair.replace("resources/rspec/3", "resources/rspec/9"));
        assertThat(version.code()).isEqualTo(2);
        assertThat(version.err()).contains("unknown version");
        Ran user = run("plan", "manifest:" + REAL.resolve("pair.xml"), "--ssh-user", "user9");
        assertThat(user.code()).isEqualTo(2);
        assertThat(user.err()).contains("node node0 has no login for user9, only for user1");
        Ran none = run("plan", "manifest:" + folder.resolve("none.xml"));
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("is no file, and names no node");
    }
}
