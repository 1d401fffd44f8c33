package guichet.tui.command;

import guichet.keystore.vault.RecoveryKey;
import java.util.Arrays;

/// Shows a recovery key, this once. It becomes a string here, which can't be wiped: it is meant to be read.
final class RecoveryText {
    private RecoveryText() {
    }

    static void show(RecoveryKey recovery, JsonLine json, String before, Output out) {
        char[] text = recovery.text();
        String shown = new String(text);
        Arrays.fill(text, '\0');
        out.content(json.put("recoveryKey", shown),
                before + "\n\n    " + shown + "\n\n" + out.sentences().tell("recovery.keep"));
    }
}
