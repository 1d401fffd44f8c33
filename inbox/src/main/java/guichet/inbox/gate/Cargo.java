package guichet.inbox.gate;

import guichet.inbox.Channel;
import guichet.inbox.cases.LongContent;
import guichet.inbox.chat.RoomId;
import guichet.keystore.Address;
import guichet.keystore.SignalRecipient;
import java.util.List;
import java.util.Optional;

/// What a row of the outbox would send: one kind for each channel.
sealed interface Cargo {
    Channel channel();

    /// For whom, in the contract's text form.
    List<String> to();

    /// @param far where its bytes lie that are too long to be held; then `bytes` is empty
    @SuppressWarnings("ArrayRecordComponent") // read and dropped within one transaction, never compared
    record Mail(Address sender, byte[] bytes, Optional<LongContent> far,
            List<OutboxTable.Recipient> recipients) implements Cargo {
        Envelope envelope() {
            return new Envelope(sender, recipients.stream().map(OutboxTable.Recipient::address).toList());
        }

        @Override
        public Channel channel() {
            return Channel.MAIL;
        }

        @Override
        public List<String> to() {
            return recipients.stream().map(recipient -> recipient.address().value()).toList();
        }
    }

    /// It is encrypted as it leaves, and names nobody: who gets it is who is in the room then.
    ///
    /// @param form see [ChatForm]
    @SuppressWarnings("ArrayRecordComponent") // the same
    record Chat(RoomId room, Address sender, byte[] form) implements Cargo {
        @Override
        public Channel channel() {
            return Channel.CHAT;
        }

        @Override
        public List<String> to() {
            return List.of(room.text());
        }
    }

    /// @param form       see [SignalForm]
    /// @param identities whom it was released to
    @SuppressWarnings("ArrayRecordComponent") // the same
    record Signal(SignalRecipient sender, SignalRecipient recipient, byte[] form,
            List<Proof.Identity> identities) implements Cargo {
        @Override
        public Channel channel() {
            return Channel.SIGNAL;
        }

        @Override
        public List<String> to() {
            return List.of(recipient.text());
        }
    }
}
