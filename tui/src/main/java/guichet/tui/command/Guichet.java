package guichet.tui.command;

import guichet.keystore.vault.VaultException;
import guichet.tui.text.Lang;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// The program as one call: arguments in, exit code out. The machine is reached through [Surroundings] alone.
public final class Guichet {
    public static final String VERSION = "0.1.0";

    private final Parts parts;
    private final Surroundings around;
    private Root root = new Root();
    private final Sentences sentences;

    private Guichet(Parts parts, Surroundings around, Sentences sentences) {
        this.parts = parts;
        this.around = around;
        this.sentences = sentences;
    }

    /// Runs one command to its end.
    ///
    /// @return the contract's exit code
    public static int run(List<String> arguments, Surroundings around, Parts parts) {
        Lang lang = Sentences.choose(askedLanguage(arguments), around.environment());
        Sentences sentences = Sentences.in(lang);
        try {
            return new Guichet(parts, around, sentences).run(arguments);
        } catch (RuntimeException | Error bug) {
            Output out = new Output(Output.Form.TEXT, around, sentences);
            return tell(out, sentences.tell("error.bug", Troubles.place(bug)), Exit.FAILED);
        }
    }

    /// What to say of a mistake of ours that ended the command and that nothing else has told, in the language that [#run] would take.
    public static String ended(Throwable bug, List<String> arguments, Map<String, String> environment) {
        return inTheLanguageOf(arguments, environment).tell("error.bug", Troubles.place(bug));
    }

    /// As [#ended], of one that ended a thread beside the command, which went on.
    public static String endedBeside(Throwable bug, List<String> arguments, Map<String, String> environment) {
        return inTheLanguageOf(arguments, environment).tell("error.bug-beside", Troubles.place(bug));
    }

    private static Sentences inTheLanguageOf(List<String> arguments, Map<String, String> environment) {
        return Sentences.in(Sentences.choose(askedLanguage(arguments), environment));
    }

    private int run(List<String> arguments) {
        Optional<CommandLine> plain = plain(arguments);
        return plain.isPresent() ? execute(plain.get()) : runOfAll(arguments);
    }

    /// What is understood with the commands that it names and wants no help: nearly every call.
    private Optional<CommandLine> plain(List<String> arguments) {
        try {
            List<CommandLine> parsed = CommandTree.naming(arguments, root, sentences, around, parts.extras())
                    .parseArgs(arguments.toArray(String[]::new)).asCommandLineList();
            return parsed.stream().anyMatch(CommandLine::isUsageHelpRequested)
                    ? Optional.empty()
                    : Optional.of(parsed.getLast());
        } catch (ParameterException e) {
            return Optional.empty(); // told with the whole tree, which knows every command
        }
    }

    private int runOfAll(List<String> arguments) {
        root = new Root();
        CommandLine commands = CommandTree.of(root, sentences, around, parts.extras());
        try {
            ParseResult parsed = commands.parseArgs(arguments.toArray(String[]::new));
            Optional<CommandLine> helped = parsed.asCommandLineList().stream()
                    .filter(CommandLine::isUsageHelpRequested).findFirst();
            if (helped.isPresent()) {
                around.out().print(parsed.asCommandLineList().getLast().getUsageMessage());
                around.out().flush();
                return Exit.DONE.code();
            }
            return execute(parsed.asCommandLineList().getLast());
        } catch (ParameterException e) {
            return usage(e.getCommandLine(), UsageErrors.sentence(e, sentences));
        }
    }

    private int execute(CommandLine chosen) {
        if (commandsVersionAsked()) {
            around.out().println("guichet " + VERSION);
            return Exit.DONE.code();
        }
        return switch (chosen.getCommand()) {
            case ExtraArguments extra -> extra.run(sentences.lang(), around, parts);
            case Action action -> execute(action, chosen);
            default -> usage(chosen, sentences.tell("error.command-missing", chosen.getCommandSpec().qualifiedName()));
        };
    }

    private boolean commandsVersionAsked() {
        return root.version;
    }

    private int execute(Action action, CommandLine chosen) {
        Output out = new Output(root.global.json ? Output.Form.JSON : Output.Form.TEXT, around, sentences);
        Access access = new Access(parts.vaults(), root.global, around, sentences);
        Exit exit;
        try {
            Invocation invocation = new Invocation(parts, root.global, around, access);
            exit = switch (action) {
                case Action.Alone alone -> alone.run(invocation, out);
                case Action.InVault inVault -> {
                    try (Workspace workspace = access.open(out)) {
                        yield inVault.run(workspace, invocation, out);
                    }
                }
            };
            out.finish();
            return exit.code();
        } catch (Failure failure) {
            finishQuietly(out);
            String sentence = failure.sentence(sentences);
            return failure.exit() == Exit.USAGE ? usage(chosen, sentence) : tell(out, sentence, failure.exit());
        } catch (VaultException e) {
            return tell(out, sentences.tell(Troubles.key(e)), Troubles.exit(e));
        } catch (IOException e) {
            return tell(out, sentences.tell("error.io"), Exit.FAILED);
        }
    }

    private static int tell(Output out, String sentence, Exit exit) {
        out.say(sentence);
        finishQuietly(out);
        return exit.code();
    }

    private static void finishQuietly(Output out) {
        try {
            out.finish();
        } catch (IOException terminalGone) {
            return; // nobody is there to be told
        }
    }

    private int usage(CommandLine command, String sentence) {
        Output out = new Output(Output.Form.TEXT, around, sentences);
        out.say(sentence);
        out.tell("usage.see-help", command.getCommandSpec().qualifiedName());
        finishQuietly(out);
        return Exit.USAGE.code();
    }

    /// `--lang` is looked for before anything is parsed, so that errors of usage are told in that language.
    private static Optional<String> askedLanguage(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith("--lang=")) {
                return Optional.of(argument.substring("--lang=".length()));
            }
            if (argument.equals("--lang") && i + 1 < arguments.size()) {
                return Optional.of(arguments.get(i + 1));
            }
        }
        return Optional.empty();
    }
}
