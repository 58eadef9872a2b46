package org.overtap.report.format;

/**
 * Commands as the user can paste them where he is.
 *
 * @param program what starts this program there, as a shell takes it
 * @param source what they are about, as a shell takes it
 * @param options what else reaches that again, as a shell takes it, each with a space in front
 */
public record TypedCommands(String program, String source, String options) {

    /** A command on it. */
    public String on(String command) {
        return program + " " + command + " " + source + options;
    }

    /** A command that names by itself what it is about. */
    public String alone(String command) {
        return program + " " + command + options;
    }
}
