package guichet.tui.command;

import guichet.keystore.vault.VaultException;
import guichet.tui.text.ChannelTrouble;
import guichet.tui.text.Texts;

/// What to say where the machine, the vault or we ourselves failed. Nothing of an exception's message reaches the person: it might
/// quote content.
final class Troubles {
    private Troubles() {
    }

    static String key(VaultException e) {
        return switch (e.kind()) {
            case DISK_FULL -> "error.disk-full";
            case BUSY -> "error.busy";
            case DAMAGED -> "error.damaged";
            case CLOSED -> "error.rekeyed";
            case CONFLICT -> "error.conflict";
            case NO_DRIVER -> "error.no-driver";
            case LOG_KEPT -> "error.log-kept";
            case IO -> "error.io";
        };
    }

    static Exit exit(VaultException e) {
        return e.kind() == VaultException.Kind.DAMAGED ? Exit.ALTERED : Exit.FAILED;
    }

    /// A channel's stored trouble, `word` or `word: server's words`, as a sentence with those words.
    static String sentence(String stored, Sentences sentences) {
        String told = ChannelTrouble.sentence(stored, Texts.in(sentences.lang()));
        int colon = stored.indexOf(": ");
        return colon < 0 ? told : told + " " + sentences.tell("trouble.words", stored.substring(colon + 2));
    }

    /// What happened and where in our own code, for a report; no message, no value.
    static String place(Throwable bug) {
        String where = "?";
        for (StackTraceElement frame : bug.getStackTrace()) {
            if (frame.getClassName().startsWith("guichet.")) {
                where = frame.getClassName() + ":" + frame.getLineNumber();
                break;
            }
        }
        return bug.getClass().getSimpleName() + " @ " + where;
    }
}
