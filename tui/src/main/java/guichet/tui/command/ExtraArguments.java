package guichet.tui.command;

import guichet.tui.text.Lang;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/// Stands in the command tree for an [ExtraCommand] and gathers what is typed after its name.
@Command
final class ExtraArguments {
    private final ExtraCommand command;

    @Unmatched
    List<String> arguments = new ArrayList<>();

    ExtraArguments(ExtraCommand command) {
        this.command = command;
    }

    int run(Lang lang, Surroundings around, Parts parts) {
        return command.run(List.copyOf(arguments), lang, around, parts);
    }
}
