package org.overtap.cli.emulab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.overtap.cli.option.UsageException;
import org.overtap.topology.file.InputFile;
import org.overtap.topology.file.PrivateFiles;
import org.overtap.topology.file.VisibleText;
import org.overtap.topology.file.WholeFile;

/**
 * A script and how its bytes are read as text: UTF-8 if they are that, else ISO-8859-1, which any bytes are.
 *
 * @param text the script
 * @param charset gives its bytes back
 */
record ScriptText(String text, Charset charset) {
    private static final long LARGEST_BYTES = 16L << 20;

    static ScriptText read(Path file) {
        byte[] bytes = bytes(file);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new ScriptText(text, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            return new ScriptText(new String(bytes, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return InputFile.bytes(file, LARGEST_BYTES);
        } catch (NoSuchFileException e) {
            throw new UsageException("no such script: " + file);
        } catch (IOException e) {
            throw new UsageException("the script " + file + " cannot be read: " + InputFile.reason(e));
        }
    }

    /** Whether printing gives its bytes. */
    boolean printable() {
        return charset.equals(StandardCharsets.UTF_8) && VisibleText.of(text).equals(text);
    }

    ScriptText with(String other) {
        return new ScriptText(other, charset);
    }

    void write(Path file) throws IOException {
        try {
            if (!Files.exists(file)) {
                Files.createFile(file, PrivateFiles.FILE);
            }
            Files.write(file, text.getBytes(charset));
        } catch (IOException e) {
            throw new IOException("cannot write " + file + ": " + WholeFile.reason(e), e);
        }
    }
}
