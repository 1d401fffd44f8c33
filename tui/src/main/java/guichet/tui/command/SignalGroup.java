package guichet.tui.command;

import picocli.CommandLine.Command;

@Command(name = "signal", subcommands = {SignalList.class, SignalShow.class, SignalAccept.class, SignalVerify.class,
        SignalDistrust.class, SignalLink.class, SignalUnlink.class, SignalReact.class, SignalReaders.class})
final class SignalGroup {
}
