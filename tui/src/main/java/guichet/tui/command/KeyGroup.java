package guichet.tui.command;

import picocli.CommandLine.Command;

@Command(name = "key", subcommands = {KeyGenerate.class, KeyImport.class, KeyExport.class, KeyList.class, KeyShow.class,
        KeyFind.class, KeyAccept.class, KeyVerify.class, KeyDistrust.class, KeyKeep.class, KeyExtend.class,
        KeyShare.class, KeyUnshare.class, KeyRevoke.class})
final class KeyGroup {
}
