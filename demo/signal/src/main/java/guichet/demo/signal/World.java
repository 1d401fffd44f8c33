package guichet.demo.signal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The service and everybody behind it: acts out the script, and takes what is sent.
final class World {
    private final Output output;
    private final People people = new People();
    private final Moments moments;
    private final Envelopes envelopes;
    private final Script script;
    private final AtomicLong lastTimestamp = new AtomicLong();
    private final Map<String, Integer> answered = new HashMap<>();
    private final List<LocalAccounts.Account> receiving = new ArrayList<>();
    private final AtomicInteger underWay = new AtomicInteger();
    /// After how many seconds a conversation's messages vanish, by the person's uuid or the group's id: what was said last, as signal-cli keeps it.
    private final Map<String, Long> timers = new ConcurrentHashMap<>();
    private volatile boolean reachable = true;
    private volatile Optional<Path> record = Optional.empty();

    World(Path config, Output output) throws IOException {
        this.output = output;
        this.moments = new Moments(output);
        this.envelopes = new Envelopes(config, people);
        this.script = new Script(config.resolve(StandIn.FOLDER));
    }

    People people() {
        return people;
    }

    Moments moments() {
        return moments;
    }

    boolean isReachable() {
        return reachable;
    }

    /// How many sends are under way: signal-cli has lost some that were not alone, so its users take turns.
    AtomicInteger underWay() {
        return underWay;
    }

    long timestamp() {
        return lastTimestamp.updateAndGet(last -> Math.max(last + 1, System.currentTimeMillis()));
    }

    /// Of a conversation, 0 where none is set.
    long timer(String personOrGroup) {
        return timers.getOrDefault(personOrGroup, 0L);
    }

    void setTimer(String personOrGroup, long seconds) {
        timers.put(personOrGroup, seconds);
    }

    /// From now on, what people send to this account is handed on.
    void receiveFor(LocalAccounts.Account account) {
        synchronized (receiving) {
            receiving.add(account);
            receiving.notifyAll();
        }
    }

    void start() throws IOException {
        script.open();
        for (Script.Entry entry : script.soFar()) {
            if (entry.isDone()) {
                settle(entry.json());
            } else {
                // A request may come before the script is played that far.
                people.learnAtFirst(entry.json());
            }
        }
        Thread.ofPlatform().daemon().name("script").start(this::play);
    }

    void stop() {
        script.close();
    }

    /// Something was sent, and has arrived at `reached`: they confirm it, and answer.
    synchronized void accepted(String method, LocalAccounts.Account self, Map<String, @Nullable Object> params,
            long timestamp, List<Person> reached) {
        record.ifPresent(file -> {
            try {
                Files.writeString(file,
                        Json.text(Json.object("method", method, "params", params, "timestamp", timestamp, "underWay",
                                underWay.get(), "reached", reached.stream().map(Person::uuid).toList(),
                                "expiresInSeconds", timer(conversation(params, reached)))) + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        if (!method.equals("send")) {
            return;
        }
        for (Person person : reached) {
            int count = answered.merge(person.uuid(), 1, Integer::sum);
            if (count <= person.answers().size()) {
                Map<String, @Nullable Object> reply = Json.present("from", person.uuid(), "text",
                        person.answers().get(count - 1), "group",
                        Json.strings(params, "groupId").stream().findFirst().orElse(null), "expiresInSeconds",
                        timer(conversation(params, List.of(person))));
                Thread.ofVirtual().start(() -> answer(self, person, timestamp, reply));
            }
        }
    }

    private static String conversation(Map<String, @Nullable Object> params, List<Person> reached) {
        return Json.strings(params, "groupId").stream().findFirst()
                .or(() -> reached.stream().map(Person::uuid).findFirst()).orElse("");
    }

    private void answer(LocalAccounts.Account self, Person person, long timestamp,
            Map<String, @Nullable Object> reply) {
        try {
            Thread.sleep(300 + person.millis());
            notice(envelopes.receipt(self, person, timestamp(), timestamp));
            notice(envelopes.text(self, reply, timestamp()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void notice(@Nullable Object params) {
        output.line(Json.object("jsonrpc", "2.0", "method", "receive", "params", params));
    }

    private LocalAccounts.Account receiver() throws InterruptedException {
        synchronized (receiving) {
            while (receiving.isEmpty()) {
                receiving.wait();
            }
            return receiving.getFirst();
        }
    }

    private void play() {
        try {
            while (true) {
                Script.Entry entry = script.next();
                if (!entry.isDone()) {
                    act(entry);
                    script.done(entry);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ClosedWatchServiceException e) {
            // The end.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What holds from one life of the process to the next.
    private void settle(Map<String, @Nullable Object> entry) {
        people.learn(entry);
        switch (Json.string(entry, "do").orElse("")) {
            case "record" -> record = Json.string(entry, "file").map(Path::of);
            case "network" -> reachable = Json.flag(entry, "reachable");
            case "text" -> said(entry);
            default -> {
            }
        }
    }

    /// Everything that is said tells its conversation's timer.
    private void said(Map<String, @Nullable Object> text) {
        Optional<String> conversation = Json.string(text, "group")
                .or(() -> Json.string(text, "from").flatMap(people::find).map(Person::uuid));
        conversation.ifPresent(whose -> setTimer(whose, Json.number(text, "expiresInSeconds").orElse(0L)));
    }

    private void act(Script.Entry entry) throws IOException, InterruptedException {
        Map<String, @Nullable Object> json = entry.json();
        settle(json);
        switch (Json.string(json, "do").orElse("")) {
            case "person", "group", "record" -> {
            }
            case "network" -> {
                if (!reachable) {
                    System.err.println("WARN  ReceiveHelper - Connection closed unexpectedly, reconnecting in 100 ms");
                }
            }
            case "text" -> notice(envelopes.text(receiver(), json, Json.number(json, "timestamp").orElse(timestamp())));
            case "receive" -> {
                receiver();
                notice(json.get("params"));
            }
            case "flood" -> flood(entry);
            case "fault" -> fault(json);
            case "die-at" -> moments.arm(json);
            case "hang" -> moments.hang();
            case "pause" -> Thread.sleep(Json.number(json, "millis").orElse(0L));
            case "die" -> {
                // Done before it is acted: the next life goes on behind it.
                script.done(entry);
                Runtime.getRuntime().halt(Json.number(json, "exit").orElse(137L).intValue());
            }
            default -> throw new IllegalStateException("the script says what the stand-in can't do");
        }
    }

    /// Many messages, each counted when its line is out: after a death it goes on with the next one.
    private void flood(Script.Entry entry) throws IOException, InterruptedException {
        LocalAccounts.Account to = receiver();
        long first = Json.number(entry.json(), "timestamp").orElse(1_700_000_000_000L);
        String text = Json.string(entry.json(), "text").orElse("message");
        long count = Json.number(entry.json(), "count").orElse(1L);
        for (long i = entry.doneOfIt(); i < count; i++) {
            Map<String, @Nullable Object> one = Json.object("from", entry.json().get("from"), "text", text + " " + i);
            notice(envelopes.text(to, one, first + i));
            script.done(entry, i + 1);
        }
    }

    private void fault(Map<String, @Nullable Object> entry) throws InterruptedException {
        receiver();
        int size = Json.number(entry, "size").orElse(0L).intValue();
        switch (Json.string(entry, "kind").orElse("")) {
            case "raw" -> output.raw(Base64.getDecoder().decode(Json.string(entry, "base64").orElse("")), 1);
            case "half-line" -> output.raw("{\"jsonrpc\":\"2.0\",\"method\":\"rec".getBytes(StandardCharsets.UTF_8), 0);
            case "long-line" -> {
                byte[] chunk = new byte[1 << 16];
                Arrays.fill(chunk, (byte) 'a');
                output.raw("{\"jsonrpc\":\"2.0\",\"method\":\"receive\",\"params\":{\"envelope\":{\"source\":\""
                        .getBytes(StandardCharsets.UTF_8), 0);
                for (int written = 0; written < size; written += chunk.length) {
                    output.raw(chunk, 0);
                }
                output.raw("\"}}}".getBytes(StandardCharsets.UTF_8), 1);
            }
            case "deep" -> output.raw(("{\"jsonrpc\":\"2.0\",\"method\":\"receive\",\"params\":" + "[".repeat(size)
                    + "]".repeat(size) + "}").getBytes(StandardCharsets.UTF_8), 1);
            case "not-utf8" -> {
                byte[] line = "{\"jsonrpc\":\"2.0\",\"method\":\"receive\",\"params\":{\"envelope\":{\"source\":\"??\"}}}"
                        .getBytes(StandardCharsets.UTF_8);
                for (int i = 0; i < line.length; i++) {
                    line[i] = line[i] == '?' ? (byte) 0xff : line[i];
                }
                output.raw(line, 1);
            }
            case "unknown-method" -> output.line(Json.object("jsonrpc", "2.0", "method", "future", "params", Map.of()));
            case "unasked" -> output.line(Json.object("jsonrpc", "2.0", "result", Map.of(), "id", "never-asked"));
            default -> throw new IllegalStateException("no such fault");
        }
    }
}
