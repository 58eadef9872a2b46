package org.overtap.cli.view;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.overtap.cli.option.ResultFile;
import org.overtap.cli.option.UsageException;
import org.overtap.report.Printers;
import org.overtap.report.format.Printer;
import org.overtap.report.picture.Picture;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A file that a picture is written to, in the format that its name ends in.
 *
 * @param path where
 * @param printer writes that format
 */
record PictureFile(Path path, Printer<Picture> printer) {

    /**
     * The file of that name.
     *
     * @throws UsageException if its ending is no format that there is
     */
    static PictureFile of(CommandSpec command, Path path) {
        String name = path.getFileName() == null ? "" : path.getFileName().toString();
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        Printer<Picture> printer = Printers.find(Picture.class, ending)
                .filter(found -> name.indexOf('.') >= 0)
                .orElseThrow(() -> new UsageException(
                        "-o " + path + ": a picture's file ends in " + endings() + ", which says what is drawn"));
        return new PictureFile(ResultFile.writable(command, path), printer);
    }

    /** All endings, for a sentence. */
    static String endings() {
        String all = Printers.formats(List.of(Picture.class)).stream()
                .map(format -> "." + format)
                .collect(Collectors.joining(", "));
        int last = all.lastIndexOf(", ");
        return all.substring(0, last) + " or " + all.substring(last + 2);
    }

    /** Writes it, whole or not at all. */
    void write(Picture picture) throws IOException {
        ResultFile.write(path, printer, picture);
    }
}
