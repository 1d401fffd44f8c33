package guichet.tui.command;

import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.inbox.journal.Via;
import guichet.keystore.Setting;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "set")
final class ConfigSet implements Action.InVault {
    @Parameters(index = "0", paramLabel = "KEY")
    String key = "";

    @Parameters(index = "1", paramLabel = "VALUE")
    String value = "";

    @Override
    public Exit run(Workspace vault, Invocation in, Output out) throws Failure, VaultException {
        Setting setting = ConfigGroup.setting(key);
        String now = Steps.write(vault, tx -> {
            String before = vault.settings().get(tx, setting);
            switch (vault.settings().set(tx, setting, value)) {
                case REFUSED -> throw new Failure(Exit.USAGE, "bad-setting", value, setting.key(),
                        out.sentences().tell("setting." + setting.key()));
                case STORED -> vault.journal().append(tx, JournalKind.SETTING_CHANGED,
                        Payload.by(vault.actor(Via.COMMAND))
                                .saying(setting.key() + " " + vault.settings().get(tx, setting)));
            }
            String after = vault.settings().get(tx, setting);
            if (setting == Setting.SIGNAL_READ_RECEIPTS && !after.equals(before)) {
                vault.signal().receipts().begin(tx);
            }
            return after;
        });
        ConfigGroup.show(setting, now, out);
        return Exit.DONE;
    }
}
