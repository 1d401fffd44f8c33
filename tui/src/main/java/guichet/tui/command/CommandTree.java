package guichet.tui.command;

import guichet.keystore.Address;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.TypeConversionException;

/// All commands as picocli sees them, speaking one language.
final class CommandTree {
    private static final int WIDEST = 120;

    private CommandTree() {
    }

    static CommandLine of(Root root, Sentences sentences, Surroundings around, List<ExtraCommand> extras) {
        CommandLine commands = new CommandLine(root);
        for (ExtraCommand extra : extras) {
            CommandLine added = new CommandLine(new ExtraArguments(extra));
            added.getCommandSpec().usageMessage().header(extra.summary(sentences.lang()).replace("%", "%%"));
            added.getCommandSpec().usageMessage().description(extra.help(sentences.lang()).replace("%", "%%"));
            commands.addSubcommand(extra.name(), added);
        }
        commands.registerConverter(Address.class, typed -> Address.parse(typed)
                .orElseThrow(() -> new TypeConversionException("not an address")));
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setResourceBundle(sentences.bundle());
        commands.setExpandAtFiles(false);
        commands.setInterpolateVariables(false);
        commands.setUsageHelpWidth(width(around));
        commands.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
        commands.setHelpFactory(HelpPage::new);
        return commands;
    }

    private static int width(Surroundings around) {
        return around.variable("COLUMNS").filter(columns -> columns.matches("[0-9]{2,3}")).map(Integer::parseInt)
                .map(columns -> Math.clamp(columns, UsageMessageSpec.DEFAULT_USAGE_WIDTH, WIDEST))
                .orElse(UsageMessageSpec.DEFAULT_USAGE_WIDTH);
    }
}
