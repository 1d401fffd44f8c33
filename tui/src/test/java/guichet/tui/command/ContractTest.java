package guichet.tui.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import guichet.tui.text.Lang;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The commands and options that the contract names are there, and each is explained in both languages.
class ContractTest {
    private static final Surroundings NOWHERE = new Surroundings(InputStream.nullInputStream(),
            new PrintStream(PrintStream.nullOutputStream()), new PrintStream(PrintStream.nullOutputStream()), Map.of(),
            Optional.empty(), Path.of("."));

    @ParameterizedTest
    @ValueSource(strings = {"--vault --passphrase-file --recovery-key-file --person --lang --json",
            "init --name --address",
            "person add --name --address --new-passphrase-file", "person list", "person remove",
            "passphrase change --new-passphrase-file --compromised", "passphrase recovery", "config get", "config set",
            "config list",
            "account add mail --address --name --imap --smtp --user --password-file --folder --ca", "account list",
            "account check", "account remove", "key generate", "key import --key-passphrase-file", "key export",
            "key list",
            "key show", "key find", "key accept", "key verify --how", "key distrust", "key extend", "key revoke",
            "contact add --name --address", "contact list", "contact show", "contact merge", "case new --title-file",
            "case list", "case show", "case tag --case", "case untag", "case assign", "case close", "case reopen",
            "case note --body-file", "case contact --kind --body-file", "sync --watch", "import",
            "list --case --channel --unread --to-sort --limit", "search --case --limit", "show", "attachment --to",
            "send --to --cc --bcc --via --case --subject --subject-file --attach --body-file --reply-to"
                    + " --send-unencrypted --reason --body",
            "outbox list", "outbox retry", "outbox cancel", "draft list", "draft show", "draft send", "draft discard",
            "journal list --case --kind --exposures", "journal verify --head", "journal head", "journal report",
            "doctor --nagios"})
    void everyCommandAndOptionOfTheContractIsThere(String line) {
        CommandLine at = tree(Lang.EN);
        for (String word : List.of(line.split(" ", -1))) {
            if (word.startsWith("--")) {
                assertTrue(at.getCommandSpec().optionsMap().containsKey(word), word);
            } else {
                assertTrue(at.getSubcommands().containsKey(word), word);
                at = Objects.requireNonNull(at.getSubcommands().get(word));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Lang.class)
    void everyCommandOptionAndParameterIsExplained(Lang lang) {
        Set<String> unexplained = new TreeSet<>();
        everyCommand(tree(lang), command -> {
            CommandSpec spec = command.getCommandSpec();
            if (spec.usageMessage().header().length == 0) {
                unexplained.add(spec.qualifiedName());
            }
            for (OptionSpec option : spec.options()) {
                if (!option.inherited() && option.description().length == 0) {
                    unexplained.add(spec.qualifiedName() + " " + option.longestName());
                }
            }
            for (PositionalParamSpec parameter : spec.positionalParameters()) {
                if (parameter.description().length == 0) {
                    unexplained
                            .add(spec.qualifiedName() + " " + parameter.paramLabel() + "[" + parameter.index() + "]");
                }
            }
        });
        assertEquals(Set.of(), unexplained);
    }

    @ParameterizedTest
    @EnumSource(Lang.class)
    void everyHelpPageCanBeShown(Lang lang) {
        everyCommand(tree(lang), command -> {
            String page = command.getUsageMessage();
            assertTrue(page.contains(command.getCommandSpec().qualifiedName()), page);
            assertFalse(page.contains("%n") || page.contains("{0}"), page);
            assertTrue(page.lines().allMatch(line -> line.length() <= 80), page);
        });
    }

    @Test
    void noOptionTakesASecretItself() {
        everyCommand(tree(Lang.EN), command -> command.getCommandSpec().options()
                .forEach(option -> assertFalse(
                        List.of("--passphrase", "--password", "--new-passphrase", "--recovery-key",
                                "--key-passphrase").contains(option.longestName()),
                        option.longestName())));
    }

    private static CommandLine tree(Lang lang) {
        return CommandTree.of(new Root(), Sentences.in(lang), NOWHERE, List.of());
    }

    private static void everyCommand(CommandLine command, Consumer<CommandLine> action) {
        action.accept(command);
        command.getSubcommands().values().forEach(below -> everyCommand(below, action));
    }
}
