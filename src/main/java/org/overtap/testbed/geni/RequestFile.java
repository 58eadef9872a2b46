package org.overtap.testbed.geni;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.file.WholeFile;

/** Files that a request RSpec is handed over in. None that is there is written over: the user may have edited it. */
final class RequestFile {
    private static final String ENDING = ".rspec.xml";

    private RequestFile() {}

    /**
     * Writes one.
     *
     * @param stem the file without its ending
     * @return the file: the first by that name, or by that name and a number, that is new or has just this text
     * @throws TestbedException if it cannot be written
     */
    static Path write(Path stem, String text) throws TestbedException {
        Path file = stem.resolveSibling(stem.getFileName() + ENDING);
        try {
            for (int i = 2; Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !has(file, text); i++) {
                file = stem.resolveSibling(stem.getFileName() + "-" + i + ENDING);
            }
            if (!Files.exists(file)) {
                WholeFile.write(file, out -> out.write(text));
            }
            return file;
        } catch (IOException e) {
            throw new TestbedException(file + " cannot be written: " + WholeFile.reason(e), e);
        }
    }

    private static boolean has(Path file, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        try {
            return Files.isRegularFile(file)
                    && Files.size(file) == wanted.length
                    && Arrays.equals(Files.readAllBytes(file), wanted);
        } catch (IOException e) {
            // What cannot be read is the user's, whatever it has.
            return false;
        }
    }
}
