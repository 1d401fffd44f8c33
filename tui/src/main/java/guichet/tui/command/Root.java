package guichet.tui.command;

import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `guichet` alone opens the text UI.
@Command(name = "guichet", subcommands = {InitCommand.class, PersonGroup.class, PassphraseGroup.class,
        ConfigGroup.class,
        AccountGroup.class, KeyGroup.class, ContactGroup.class, CaseGroup.class, SyncCommand.class, ImportCommand.class,
        ListCommand.class, SearchCommand.class, ShowCommand.class, AttachmentCommand.class, SendCommand.class,
        OutboxGroup.class, DraftGroup.class, JournalGroup.class, DoctorCommand.class})
final class Root implements Action.Alone {
    @Mixin
    GlobalOptions global = new GlobalOptions();

    @Option(names = {"-V", "--version"}, versionHelp = true)
    boolean version;

    @Override
    public Exit run(Invocation invocation, Output out) throws Failure {
        throw new Failure(Exit.USAGE, "no-screen");
    }
}
