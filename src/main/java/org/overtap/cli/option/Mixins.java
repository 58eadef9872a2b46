package org.overtap.cli.option;

import java.util.function.BiConsumer;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Looks for options that are made from a table once all commands are known. */
final class Mixins {
    private Mixins() {}

    /** Visits each of that kind in every command under that one, however deeply it is mixed in. */
    static <T> void forEach(CommandLine root, Class<T> kind, BiConsumer<CommandSpec, T> visitor) {
        for (CommandLine command : root.getSubcommands().values()) {
            visit(command.getCommandSpec(), command.getCommandSpec(), kind, visitor);
            forEach(command, kind, visitor);
        }
    }

    private static <T> void visit(
            CommandSpec command, CommandSpec in, Class<T> kind, BiConsumer<CommandSpec, T> visitor) {
        for (CommandSpec mixin : in.mixins().values()) {
            if (kind.isInstance(mixin.userObject())) {
                visitor.accept(command, kind.cast(mixin.userObject()));
            }
            visit(command, mixin, kind, visitor);
        }
    }
}
