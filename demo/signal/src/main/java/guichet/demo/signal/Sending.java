package guichet.demo.signal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What becomes of something sent: one result a recipient, an error where none has it.
final class Sending {
    private final World world;
    private final LocalAccounts.Account self;

    Sending(World world, LocalAccounts.Account self) {
        this.world = world;
        this.self = self;
    }

    private record Recipient(Optional<String> group, String word) {
    }

    Object send(String method, Map<String, @Nullable Object> params) throws RpcError, InterruptedException {
        world.underWay().incrementAndGet();
        try {
            return sendAlone(method, params);
        } finally {
            world.underWay().decrementAndGet();
        }
    }

    private Object sendAlone(String method, Map<String, @Nullable Object> params)
            throws RpcError, InterruptedException {
        List<Recipient> recipients = recipients(params);
        check(method, params);
        if (!world.isReachable()) {
            throw new RpcError(RpcError.INTERNAL, "Failed to send message: Connection closed! (IOException)");
        }
        long timestamp = world.timestamp();
        List<Object> results = new ArrayList<>();
        List<Person> reached = new ArrayList<>();
        for (Recipient recipient : recipients) {
            results.add(result(recipient, reached));
        }
        Map<String, @Nullable Object> response = Json.object("timestamp", timestamp, "results", results);
        if (!results.isEmpty() && reached.isEmpty()) {
            throw failure(results, response);
        }
        if (!reached.isEmpty() || results.isEmpty()) {
            world.accepted(method, self, params, timestamp, reached);
        }
        return response;
    }

    private static RpcError failure(List<Object> results, Map<String, @Nullable Object> response) {
        if (all(results, "IDENTITY_FAILURE")) {
            return new RpcError(RpcError.UNTRUSTED, "Failed to send message due to untrusted identities", response);
        }
        if (all(results, "RATE_LIMIT_FAILURE")) {
            return new RpcError(RpcError.RATE_LIMIT, "Failed to send message due to rate limiting", response);
        }
        return new RpcError(RpcError.USER, "Failed to send message", response);
    }

    private static boolean all(List<Object> results, String type) {
        return results.stream().allMatch(result -> type.equals(Json.map(result).get("type")));
    }

    private Object result(Recipient recipient, List<Person> reached) throws InterruptedException {
        Optional<Person> person = world.people().find(recipient.word());
        if (person.isEmpty()) {
            boolean number = recipient.word().startsWith("+");
            return Json.present("recipientAddress",
                    Json.object("uuid", null, "number", number ? recipient.word() : null, "username", null), "groupId",
                    recipient.group().orElse(null), "type", "UNREGISTERED_FAILURE");
        }
        Person them = person.get();
        Thread.sleep(them.millis());
        String type = switch (them.state()) {
            case FINE -> {
                reached.add(them);
                yield "SUCCESS";
            }
            case UNREGISTERED -> "UNREGISTERED_FAILURE";
            case UNTRUSTED -> "IDENTITY_FAILURE";
            case RATE_LIMITED, CAPTCHA -> "RATE_LIMIT_FAILURE";
            case NETWORK -> "NETWORK_FAILURE";
            case NO_PRE_KEY -> "INVALID_PRE_KEY_FAILURE";
            case SILENT -> {
                Thread.sleep(Long.MAX_VALUE);
                yield "";
            }
        };
        boolean challenged = them.state() == Person.State.CAPTCHA;
        return Json.present("recipientAddress", them.address(), "groupId", recipient.group().orElse(null), "type", type,
                "token", challenged ? them.token().orElse("challenge") : null, "retryAfterSeconds",
                challenged ? them.retryAfterSeconds().orElse(86_400L) : null);
    }

    private List<Recipient> recipients(Map<String, @Nullable Object> params) throws RpcError {
        List<Recipient> found = new ArrayList<>();
        for (String word : Json.strings(params, "recipient")) {
            if (!word.matches("\\+[0-9]{4,15}|(PNI:)?[0-9a-fA-F-]{36}|u:.+")) {
                throw new RpcError(RpcError.USER, "Invalid phone number '" + word + "': not a number");
            }
            found.add(new Recipient(Optional.empty(), word));
        }
        for (String username : Json.strings(params, "username")) {
            found.add(new Recipient(Optional.empty(), "u:" + username));
        }
        List<String> groups = Json.strings(params, "groupId");
        for (String id : groups) {
            People.Group group = world.people().group(id)
                    .orElseThrow(() -> new RpcError(RpcError.USER, "Group not found: " + id));
            group.members().stream().filter(member -> !member.equals(self.uuid()))
                    .forEach(member -> found.add(new Recipient(Optional.of(id), member)));
        }
        if (found.isEmpty() && groups.isEmpty() && !Json.flag(params, "noteToSelf")) {
            throw new RpcError(RpcError.USER, "No recipients given");
        }
        return found;
    }

    private static void check(String method, Map<String, @Nullable Object> params) throws RpcError {
        if (!method.equals("send")) {
            return;
        }
        List<String> attachments = Json.strings(params, "attachment");
        for (String attachment : attachments) {
            if (!attachment.startsWith("data:") && !Files.isReadable(Path.of(attachment))) {
                throw new RpcError(RpcError.INTERNAL, "Failed to send message: " + attachment + ": " + attachment
                        + " (No such file or directory) (AttachmentInvalidException)");
            }
        }
        if (Json.number(params, "quoteTimestamp").isPresent() && Json.string(params, "quoteAuthor").isEmpty()) {
            throw new RpcError(RpcError.USER, "Quote author parameter is missing");
        }
        if (Json.string(params, "message").orElse("").isEmpty() && attachments.isEmpty()
                && Json.string(params, "sticker").isEmpty() && Json.number(params, "quoteTimestamp").isEmpty()) {
            throw new RpcError(RpcError.USER,
                    "Sending empty message is not allowed, either a message, attachment or sticker must be given.");
        }
    }
}
