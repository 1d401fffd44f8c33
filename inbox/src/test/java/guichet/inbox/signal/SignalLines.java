package guichet.inbox.signal;

import guichet.keystore.SignalRecipient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/// Notifications in the form of signal-cli 0.13.19 (its `Json*` classes), written by hand: what is null there stands as null.
final class SignalLines {
    static final Who US = new Who("+33700000001", new UUID(7, 1), "Asso");
    static final Who US_TOO = new Who("+33700000002", new UUID(7, 2), "Asso bis");
    static final Who BOB = new Who("+33612345678", new UUID(1, 1), "Bob");
    static final Who CAROL = new Who("+33687654321", new UUID(3, 3), "Carol");
    static final Who MALLORY = new Who("+33666666666", new UUID(6, 6), "Mallory");
    static final String GROUP = "Pmpi+EfPWmsxiomLe9Nx2XF9HOE483p6iKiFj65iMwI=";

    private SignalLines() {
    }

    record Who(String number, UUID aci, String name) {
        String json(String prefix) {
            return "\"%sNumber\":\"%s\",\"%sUuid\":\"%s\"".formatted(prefix, number, prefix, aci);
        }

        SignalRecipient.Aci recipient() {
            return new SignalRecipient.Aci(aci);
        }

        SignalRecipient.PhoneNumber phone() {
            return new SignalRecipient.PhoneNumber(number);
        }
    }

    static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    static SignalDelivery delivery(String json) {
        return new SignalDelivery(bytes(json));
    }

    /// An envelope from somebody.
    ///
    /// @param content its last member
    static String envelope(Who from, Instant sent, String content) {
        return """
                {"account":"+33700000001","envelope":{"source":"%s","sourceNumber":"%s","sourceUuid":"%s",\
                "sourceName":"%s","sourceDevice":1,"timestamp":%d,"serverReceivedTimestamp":%d,\
                "serverDeliveredTimestamp":%d%s}}"""
                .formatted(from.number(), from.number(), from.aci(), from.name(), sent.toEpochMilli(),
                        sent.toEpochMilli() + 5, sent.toEpochMilli() + 9, content.isEmpty() ? "" : "," + content);
    }

    /// A `JsonDataMessage` without braces.
    ///
    /// @param more further members, each with a comma before it
    static String data(Instant sent, String text, String more) {
        return """
                "timestamp":%d,"message":%s,"expiresInSeconds":0,"viewOnce":false%s"""
                .formatted(sent.toEpochMilli(), text.isEmpty() ? "null" : '"' + text + '"', more);
    }

    static String says(Who from, Instant sent, String text) {
        return says(from, sent, text, "");
    }

    static String says(Who from, Instant sent, String text, String more) {
        return envelope(from, sent, "\"dataMessage\":{" + data(sent, text, more) + "}");
    }

    static String inGroup() {
        return ",\"groupInfo\":{\"groupId\":\"" + GROUP
                + "\",\"groupName\":\"Lanceurs\",\"revision\":3,\"type\":\"DELIVER\"}";
    }

    static String quoting(Who author, Instant sent, String text) {
        return ",\"quote\":{\"id\":%d,\"author\":\"%s\",%s,\"text\":\"%s\",\"attachments\":[]}".formatted(
                sent.toEpochMilli(), author.number(), author.json("author"), text);
    }

    static String edits(Who from, Instant sent, Instant target, String text) {
        return envelope(from, sent, "\"editMessage\":{\"targetSentTimestamp\":" + target.toEpochMilli()
                + ",\"dataMessage\":{" + data(sent, text, "") + "}}");
    }

    static String deletes(Who from, Instant sent, Instant target) {
        return says(from, sent, "", ",\"remoteDelete\":{\"timestamp\":" + target.toEpochMilli() + "}");
    }

    static String reacts(Who from, Instant sent, Who author, Instant target, String emoji) {
        return says(from, sent, "", reaction(author, target, emoji, false));
    }

    static String reaction(Who author, Instant target, String emoji, boolean removed) {
        return ",\"reaction\":{\"emoji\":\"%s\",\"targetAuthor\":\"%s\",%s,\"targetSentTimestamp\":%d,\"isRemove\":%b}"
                .formatted(emoji, author.number(), author.json("targetAuthor"), target.toEpochMilli(), removed);
    }

    static String attached(String id, String name) {
        return """
                ,"attachments":[{"contentType":"image/jpeg","filename":%s,"id":"%s","size":3,"width":1,"height":1,\
                "caption":null,"uploadTimestamp":1}]""".formatted(name.isEmpty() ? "null" : '"' + name + '"', id);
    }

    /// What our own telephone sent.
    static String weSaid(Who to, Instant sent, String text, String more) {
        return envelope(US, sent, "\"syncMessage\":{\"sentMessage\":{\"destination\":\"%s\",%s,%s}}"
                .formatted(to.number(), to.json("destination"), data(sent, text, more)));
    }

    static String received(Who by, Instant when, String kind, Instant... sent) {
        StringBuilder times = new StringBuilder();
        for (Instant one : sent) {
            times.append(times.isEmpty() ? "" : ",").append(one.toEpochMilli());
        }
        return envelope(by, when, ("\"receiptMessage\":{\"when\":%d,\"isDelivery\":%b,\"isRead\":%b,\"isViewed\":false,"
                + "\"timestamps\":[%s]}").formatted(when.toEpochMilli(), kind.equals("delivery"), kind.equals("read"),
                        times));
    }

    static String failed(Who from, Instant sent, String type) {
        String envelope = envelope(from, sent, "");
        return envelope.substring(0, envelope.length() - 1) + ",\"exception\":{\"message\":\"…\",\"type\":\"" + type
                + "\"}}";
    }
}
