package guichet.demo.signal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What can be called, by which mode. Names, parameters and results are those of signal-cli's commands.
final class Methods {
    private final CommandLine asked;
    private final LocalAccounts accounts;
    private final List<LocalAccounts.Account> served;
    private final World world;
    private final Output output;
    private final Provisioning provisioning;

    Methods(CommandLine asked, LocalAccounts accounts, List<LocalAccounts.Account> served, World world, Output output) {
        this.asked = asked;
        this.accounts = accounts;
        this.served = new ArrayList<>(served);
        this.world = world;
        this.output = output;
        this.provisioning = new Provisioning(asked.config(), accounts);
    }

    Object call(String method, Map<String, @Nullable Object> params) throws RpcError, InterruptedException {
        world.moments().before(method);
        boolean multi = asked.account().isEmpty();
        if (multi && Json.string(params, "account").isPresent()) {
            account(params);
        }
        return switch (method) {
            case "version" -> Json.object("version", SignalStandIn.VERSION);
            case "listAccounts", "startLink", "finishLink" -> {
                if (!multi) {
                    throw new RpcError(RpcError.NO_METHOD, "Method not implemented");
                }
                yield ofMany(method, params);
            }
            case "subscribeReceive" -> {
                if (multi && Json.string(params, "account").isEmpty()) {
                    synchronized (served) {
                        served.forEach(world::receiveFor);
                    }
                } else {
                    world.receiveFor(account(params));
                }
                yield 0;
            }
            case "send", "sendReaction", "remoteDelete", "sendReceipt", "sendTyping" ->
                new Sending(world, account(params)).send(method, params);
            case "listIdentities" -> identities(account(params), params);
            case "trust" -> {
                account(params);
                world.people().trust(Json.string(params, "recipient").orElse(""),
                        Json.flag(params, "trustAllKnownKeys"),
                        Json.string(params, "verifiedSafetyNumber").orElse(""));
                yield Map.of();
            }
            case "submitRateLimitChallenge" -> {
                account(params);
                if (!world.people().lift(Json.string(params, "challenge").orElse(""))) {
                    throw new RpcError(RpcError.USER,
                            "Captcha rejected, it may be outdated, already used or solved from a different IP address.");
                }
                yield Map.of();
            }
            case "listDevices" -> {
                account(params);
                long now = System.currentTimeMillis();
                yield List.of(Json.object("id", 1, "name", null, "createdTimestamp", now, "lastSeenTimestamp", now),
                        Json.object("id", 2, "name", "Guichet", "createdTimestamp", now, "lastSeenTimestamp", now));
            }
            case "listGroups" -> world.people().groups(account(params), world::timer);
            case "listContacts" -> {
                account(params);
                yield world.people().contacts(world::timer);
            }
            case "sendSyncRequest" -> {
                account(params);
                yield Map.of();
            }
            case "updateContact", "updateGroup" -> {
                update(method, account(params), params);
                yield Map.of();
            }
            default -> throw new RpcError(RpcError.NO_METHOD, "Method not implemented");
        };
    }

    /// Of what can be changed, the timer alone is acted.
    private void update(String method, LocalAccounts.Account self, Map<String, @Nullable Object> params) {
        Optional<String> whose = Json.string(params, "groupId")
                .or(() -> Json.string(params, "recipient").flatMap(world.people()::find).map(Person::uuid));
        Optional<Long> seconds = Json.number(params, "expiration");
        if (whose.isPresent() && seconds.isPresent()) {
            world.setTimer(whose.get(), seconds.get());
        }
        world.accepted(method, self, params, world.timestamp(), List.of());
    }

    /// Writes the answer, unless this is the moment to die.
    void answered(String method, Map<String, @Nullable Object> answer) {
        world.moments().atAnswer(method, answer);
        output.line(answer);
        world.moments().after(method);
    }

    private Object ofMany(String method, Map<String, @Nullable Object> params) throws RpcError {
        try {
            return switch (method) {
                case "listAccounts" -> {
                    List<Object> list = new ArrayList<>();
                    accounts.all().forEach(account -> list.add(Json.object("number", account.number())));
                    yield list;
                }
                case "startLink" -> Json.object("deviceLinkUri", provisioning.start());
                default -> {
                    String uri = Json.string(params, "deviceLinkUri")
                            .orElseThrow(() -> new RpcError(RpcError.USER, "Missing deviceLinkUri."));
                    String number = provisioning.finish(uri);
                    LocalAccounts.Account linked = accounts.find(number).orElseThrow();
                    synchronized (served) {
                        served.add(linked);
                    }
                    if (asked.receiveMode() == CommandLine.ReceiveMode.ON_START) {
                        world.receiveFor(linked);
                    }
                    yield Json.object("number", number);
                }
            };
        } catch (IOException e) {
            throw new RpcError(RpcError.IO, "Link request error: " + e.getMessage());
        }
    }

    private LocalAccounts.Account account(Map<String, @Nullable Object> params) throws RpcError {
        Optional<String> number = Json.string(params, "account");
        synchronized (served) {
            if (asked.account().isPresent()) {
                return served.getFirst();
            }
            if (number.isPresent()) {
                return served.stream().filter(account -> account.number().equals(number.get())).findFirst().orElseThrow(
                        () -> new RpcError(RpcError.INVALID_PARAMS, "Specified account does not exist"));
            }
            if (served.size() == 1) {
                return served.getFirst();
            }
        }
        throw new RpcError(RpcError.INVALID_PARAMS, "Method requires valid account parameter");
    }

    private List<Object> identities(LocalAccounts.Account self, Map<String, @Nullable Object> params) {
        List<Object> list = new ArrayList<>();
        for (Person person : world.people().all()) {
            Optional<String> wanted = Json.string(params, "number");
            if (wanted.isEmpty() || person.isCalled(wanted.get())) {
                list.add(person.identity(self));
            }
        }
        return list;
    }
}
