package guichet.transports.signal;

import guichet.keystore.SignalRecipient;
import java.util.List;

/// Our terms in signal-cli's parameters (signal-cli(1), `send`).
final class Requests {
    private Requests() {
    }

    static Request send(SendRequest message, List<String> files) {
        Request request = to(message.to(), new Request("send")).with("message", message.text());
        if (!files.isEmpty()) {
            request.with("attachments", files);
        }
        if (!message.mentions().isEmpty()) {
            request.with("mentions", message.mentions().stream()
                    .map(one -> one.start() + ":" + one.length() + ":" + single(one.who())).toList());
        }
        message.quote().ifPresent(quote -> request.with("quoteTimestamp", quote.timestamp())
                .with("quoteAuthor", single(quote.author())).with("quoteMessage", quote.text()));
        return request;
    }

    static Request to(SignalRecipient recipient, Request request) {
        return switch (recipient) {
            case SignalRecipient.Group group -> request.with("groupId", group.base64Id());
            case SignalRecipient.Username username -> request.with("usernames", List.of(username.name()));
            case SignalRecipient.Aci _,SignalRecipient.PhoneNumber _ ->
                request.with("recipients", List.of(single(recipient)));
        };
    }

    /// One person, as RecipientIdentifier.Single reads it.
    static String single(SignalRecipient recipient) {
        return switch (recipient) {
            case SignalRecipient.Aci aci -> aci.id().toString();
            case SignalRecipient.PhoneNumber number -> number.e164();
            case SignalRecipient.Username username -> "u:" + username.name();
            case SignalRecipient.Group _ -> throw new IllegalArgumentException("a group is nobody");
        };
    }
}
