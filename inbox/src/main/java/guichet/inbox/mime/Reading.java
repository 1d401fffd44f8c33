package guichet.inbox.mime;

import guichet.crypto.SessionKey;
import guichet.inbox.Party;
import guichet.inbox.Protection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a message says and how far it may be believed: one view, of one protection.
///
/// The headers are those inside the protected part where there are any (RFC 9788), else the outer ones.
///
/// @param messageIds   the outer Message-ID and those it refers to; claims
/// @param signedAt     where the signature is valid: when it was made, as the signer says inside of it; else empty
/// @param sessionKey   opens the encrypted part again without any secret key
/// @param candidates   keys that came with it (Autocrypt, attached); never believed by themselves
/// @param chat         how far it says that it is one of the internal chat's
public record Reading(List<Party> from, List<Party> to, List<Party> cc, Optional<Instant> date, String subject,
        String body, Protection protection, Optional<Instant> signedAt, List<AttachedFile> attachments,
        MessageIds messageIds, Optional<SessionKey> sessionKey, List<OfferedKey> candidates, ChatClaim chat) {

    /// The same with its attachments where they lie now.
    public Reading with(List<AttachedFile> moved) {
        return new Reading(from, to, cc, date, subject, body, protection, signedAt, moved, messageIds, sessionKey,
                candidates, chat);
    }

    public Reading {
        from = List.copyOf(from);
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        attachments = List.copyOf(attachments);
        candidates = List.copyOf(candidates);
    }

    /// What the message calls itself and what it answers.
    ///
    /// @param own        without angle brackets, empty where missing or malformed
    /// @param inReplyTo  what it answers
    /// @param references oldest first, at most 50
    /// @param proven     whether `inReplyTo` and `references` stood inside the encrypted and validly signed part
    public record MessageIds(Optional<String> own, List<String> inReplyTo, List<String> references, boolean proven) {
        public MessageIds {
            inReplyTo = List.copyOf(inReplyTo);
            references = List.copyOf(references);
        }
    }
}
