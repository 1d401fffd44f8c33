package guichet.inbox.gate;

import guichet.inbox.cases.MailIdentity;
import guichet.inbox.mime.MailBuilder.EncryptedMail;
import java.util.Optional;

/// A room's message, encrypted outside of any transaction, and what that rests on. Grants no right to send: who is in the room may be another by now.
///
/// @param mail empty where it can't be encrypted
record ChatSealed(ChatGround ground, Optional<Mail> mail) {
    /// @param identity by which a copy that comes back is known
    record Mail(EncryptedMail encrypted, MailIdentity identity) {
    }
}
