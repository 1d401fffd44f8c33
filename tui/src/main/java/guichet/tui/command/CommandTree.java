package guichet.tui.command;

import guichet.keystore.Address;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.TypeConversionException;

/// All commands as picocli sees them, speaking one language.
final class CommandTree {
    private static final int WIDEST = 120;
    /// By name, in the order of the help.
    private static final Map<String, Class<?>> COMMANDS = byName(
            List.of(InitCommand.class, PersonGroup.class, PassphraseGroup.class, ConfigGroup.class, AccountGroup.class,
                    KeyGroup.class, SignalGroup.class, ChatGroup.class, ContactGroup.class, MachineGroup.class,
                    CaseGroup.class,
                    ArchiveKeyGroup.class,
                    SyncCommand.class,
                    ImportCommand.class,
                    ListCommand.class, SearchCommand.class, ShowCommand.class, AttachmentCommand.class,
                    SendCommand.class, OutboxGroup.class, DraftGroup.class, JournalGroup.class, RetentionGroup.class,
                    BackupCommand.class, DoctorCommand.class));

    private CommandTree() {
    }

    /// All of them.
    static CommandLine of(Root root, Sentences sentences, Surroundings around, List<ExtraCommand> extras) {
        return of(root, sentences, around, extras, _ -> true);
    }

    /// Only the commands that are among these words, which are all that the words can name: making the whole tree takes a good part of a start.
    static CommandLine naming(List<String> words, Root root, Sentences sentences, Surroundings around,
            List<ExtraCommand> extras) {
        return of(root, sentences, around, extras, words::contains);
    }

    private static CommandLine of(Root root, Sentences sentences, Surroundings around, List<ExtraCommand> extras,
            Predicate<String> wanted) {
        CommandLine commands = new CommandLine(root);
        COMMANDS.forEach((name, command) -> {
            if (wanted.test(name)) {
                commands.addSubcommand(command);
            }
        });
        for (ExtraCommand extra : extras) {
            if (!wanted.test(extra.name())) {
                continue;
            }
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

    private static Map<String, Class<?>> byName(List<Class<?>> commands) {
        Map<String, Class<?>> named = new LinkedHashMap<>();
        commands.forEach(
                command -> named.put(Objects.requireNonNull(command.getAnnotation(Command.class)).name(), command));
        return named;
    }

    private static int width(Surroundings around) {
        return around.variable("COLUMNS").filter(columns -> columns.matches("[0-9]{2,3}")).map(Integer::parseInt)
                .map(columns -> Math.clamp(columns, UsageMessageSpec.DEFAULT_USAGE_WIDTH, WIDEST))
                .orElse(UsageMessageSpec.DEFAULT_USAGE_WIDTH);
    }
}
