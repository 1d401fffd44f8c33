package guichet.tui.command;

import guichet.keystore.SafetyNumber;
import guichet.keystore.SignalIdentity;
import guichet.keystore.SignalRecipient;
import guichet.tui.workspace.Workspace;

/// Somebody on Signal as they are listed.
final class SignalLine {
    private SignalLine() {
    }

    static void show(Workspace vault, SignalIdentity identity, Output out) {
        out.content(json(identity), text(vault, identity, out.sentences()));
    }

    private static JsonLine json(SignalIdentity identity) {
        return new JsonLine().put("recipient", identity.recipient().map(SignalRecipient::text))
                .put("number", identity.number().map(SignalRecipient.PhoneNumber::e164))
                .put("username", identity.username().map(SignalRecipient.Username::name))
                .put("profileName", identity.profileName())
                .put("contact", identity.contact().map(contact -> Long.toString(contact.value())))
                .put("safetyNumber", identity.key().map(SafetyNumber::digits))
                .put("identityKey", identity.key().map(SafetyNumber::identityKey))
                .put("trust", identity.trust().word()).put("by", identity.by()).put("when", identity.when())
                .put("how", identity.how()).put("timer", identity.timer().toSeconds());
    }

    private static String text(Workspace vault, SignalIdentity identity, Sentences sentences) {
        StringBuilder text = new StringBuilder();
        text.append(identity.shown().map(SignalRecipient::text).orElse("?"));
        if (!identity.profileName().isBlank()) {
            text.append("  ").append(sentences.tell("signal.calls-themselves", Sentences.safe(identity.profileName())));
        }
        text.append("\n    ").append(sentences.word("identity-" + identity.trust().word()));
        identity.when().ifPresent(when -> text.append(" · ").append(sentences.time(when, vault.clock())));
        identity.by().ifPresent(by -> text.append(" · ").append(Sentences.safe(by)));
        identity.how().ifPresent(how -> text.append(" · ").append(Sentences.safe(how)));
        identity.key().ifPresent(key -> text.append("\n    ").append(digits(key)));
        return text.toString();
    }

    /// Four groups a row, as telephones show them.
    private static String digits(SafetyNumber key) {
        return key.digits().isEmpty()
                ? key.identityKey()
                : key.digits().replaceAll("((?:[0-9]{5} ){3}[0-9]{5}) ", "$1\n    ");
    }
}
