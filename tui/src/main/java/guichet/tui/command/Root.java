package guichet.tui.command;

import guichet.inbox.journal.Via;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `guichet` alone opens the text UI.
@Command(name = "guichet")
final class Root implements Action.Alone {
    @Mixin
    GlobalOptions global = new GlobalOptions();

    @Option(names = {"-V", "--version"}, versionHelp = true)
    boolean version;

    @Override
    public Exit run(Invocation in, Output out) throws Failure, VaultException, IOException {
        if (in.around().terminal().filter(Terminal::showsOutput).isEmpty()) {
            throw new Failure(Exit.USAGE, "no-screen");
        }
        Access access = in.access();
        // Without a vault the screen makes one; with a credential at hand there has to be what it opens.
        Optional<Workspace> first = access.passphraseFile().isPresent() || global.recoveryKeyFile.isPresent()
                ? Optional.of(access.open(out, Via.SCREEN))
                : Optional.empty();
        in.parts().screen().run(new Screen.Place(in.vaults(), access.folder(), global.person, out.sentences().lang(),
                in.around().environment(), Optional.empty()), first);
        return Exit.DONE;
    }
}
