package org.overtap.testbed.emulab.rewrite;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder with a script, a request, and the script it becomes. */
record Pair(String name, String in, RewriteRequest request) {
    private static final Path ROOT = Path.of("src/test/resources/rewrite");
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    static List<String> names() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    static Pair read(String name) throws IOException {
        Path folder = ROOT.resolve(name);
        RewriteRequest request = MAPPER.readValue(folder.resolve("request.json").toFile(), RewriteRequest.class);
        return new Pair(name, text(folder.resolve("in.ns")), request);
    }

    /** The golden file; {@code -Dovertap.update} writes it anew first. */
    String out() throws IOException {
        Path file = ROOT.resolve(name).resolve("out.ns");
        if (System.getProperty("overtap.update") != null) {
            Files.writeString(file, new Rewriter().rewrite(in, request), StandardCharsets.ISO_8859_1);
        }
        return text(file);
    }

    static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
