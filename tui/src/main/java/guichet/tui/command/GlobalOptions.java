package guichet.tui.command;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The options that stand before every command, and are taken after it too.
final class GlobalOptions {
    @Option(names = "--vault", paramLabel = "DIR", scope = ScopeType.INHERIT)
    Optional<Path> vault = Optional.empty();

    @Option(names = "--passphrase-file", paramLabel = "FILE", scope = ScopeType.INHERIT)
    Optional<Path> passphraseFile = Optional.empty();

    @Option(names = "--recovery-key-file", paramLabel = "FILE", scope = ScopeType.INHERIT)
    Optional<Path> recoveryKeyFile = Optional.empty();

    @Option(names = "--person", paramLabel = "NAME", scope = ScopeType.INHERIT)
    Optional<String> person = Optional.empty();

    /// Read before everything else, by [Guichet], so that errors of usage are in this language too.
    @Option(names = "--lang", paramLabel = "fr|en", scope = ScopeType.INHERIT)
    Optional<String> lang = Optional.empty();

    @Option(names = "--json", scope = ScopeType.INHERIT)
    boolean json;

    @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT)
    boolean help;
}
