package guichet.tui.command;

import java.util.stream.Collectors;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says in the person's language what is wrong with what they typed.
final class UsageErrors {
    private UsageErrors() {
    }

    static String sentence(ParameterException e, Sentences sentences) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        return switch (e) {
            case UnmatchedArgumentException unmatched -> {
                String typed = unmatched.getUnmatched().getFirst();
                yield unmatched.isUnknownOption()
                        ? sentences.tell("usage.unknown-option", typed, command)
                        : sentences.tell("usage.unknown-word", typed, command);
            }
            case MissingParameterException missing when !missing.getMissing().isEmpty() -> sentences.tell(
                    "usage.missing", command,
                    missing.getMissing().stream().map(UsageErrors::name).distinct().collect(Collectors.joining(", ")));
            case OverwrittenOptionException twice -> sentences.tell("usage.twice", name(twice.getOverwritten()));
            case MaxValuesExceededException _ -> sentences.tell("usage.too-many", command);
            default -> e.getArgSpec() == null
                    ? sentences.tell("usage.other", command)
                    : sentences.tell("usage.bad-value", name(e.getArgSpec()), e.getValue() == null ? "" : e.getValue());
        };
    }

    private static String name(ArgSpec argument) {
        return switch (argument) {
            case OptionSpec option -> option.longestName();
            case PositionalParamSpec parameter -> parameter.paramLabel();
            default -> argument.paramLabel();
        };
    }
}
