package guichet.tui.command;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// A command's help with its own options only: the general ones stand once, in `guichet --help`.
final class HelpPage extends Help {
    private static final int INDENT = 7;

    HelpPage(CommandSpec command, ColorScheme colours) {
        super(command, colours);
    }

    @Override
    public String optionList() {
        Layout layout = createDefaultLayout();
        layout.addOptions(own(), parameterLabelRenderer());
        return layout.toString();
    }

    @Override
    public String optionListHeading(Object... values) {
        return own().isEmpty() ? "" : super.optionListHeading(values);
    }

    @Override
    public String synopsis(int headingLength) {
        List<String> words = new ArrayList<>();
        words.add(commandSpec().qualifiedName());
        if (commandSpec().parent() == null) {
            words.add("[…]");
        }
        own().stream().filter(OptionSpec::required).forEach(option -> words.add(form(option)));
        own().stream().filter(option -> !option.required() && !option.versionHelp())
                .filter(_ -> commandSpec().parent() != null).forEach(option -> words.add("[" + form(option) + "]"));
        commandSpec().positionalParameters().forEach(parameter -> words.add(form(parameter)));
        if (!commandSpec().subcommands().isEmpty()) {
            words.add(commandSpec().parent() == null ? "[COMMAND …]" : "COMMAND …");
        }
        return wrapped(words);
    }

    private List<OptionSpec> own() {
        return commandSpec().options().stream().filter(option -> !option.inherited() && !option.hidden()).toList();
    }

    private static String form(OptionSpec option) {
        if (option.arity().max() == 0) {
            return option.longestName();
        }
        return option.longestName() + " " + option.paramLabel() + (option.arity().max() > 1 ? "…" : "");
    }

    private static String form(PositionalParamSpec parameter) {
        String label = parameter.paramLabel() + (parameter.arity().max() > 1 ? "…" : "");
        return parameter.required() ? label : "[" + label + "]";
    }

    private String wrapped(List<String> words) {
        StringBuilder lines = new StringBuilder();
        int column = INDENT;
        for (String word : words) {
            if (column > INDENT && column + 1 + word.length() > commandSpec().usageMessage().width()) {
                lines.append(System.lineSeparator()).append(" ".repeat(INDENT));
                column = INDENT;
            }
            lines.append(column > INDENT ? " " : "").append(word);
            column += word.length() + 1;
        }
        return lines.append(System.lineSeparator()).toString();
    }
}
