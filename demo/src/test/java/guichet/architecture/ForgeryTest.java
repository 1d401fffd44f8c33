package guichet.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tries to get round the gate with code of one's own, on the module path as the product runs: each attempt must not compile, and for
/// the reason that was meant (javac's own name of the error is the first line of each). The first test shows that honest code does, so that none of the others passes by accident.
class ForgeryTest {
    @TempDir
    private Path classes;

    @Test
    void honestCodeCompiles() throws IOException {
        assertEquals(List.of(), attempt("honest", """
                import guichet.inbox.gate.*;
                class Attempt {
                    static Transport.Outcome honest(Transport<Released.Mail> transport, Released.Mail released)
                            throws Exception {
                        return transport.send(released, () -> { });
                    }
                    static boolean says(Released released) {
                        return switch (released.proof()) {
                            case Proof.Encrypted _ -> true;
                            case Proof.EndToEnd _ -> true;
                            case Proof.Overridden _ -> false;
                        };
                    }
                }
                """));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            // A right to send, out of thin air; and bytes for one.
            """
                    compiler.err.not.def.public.cant.access
                    class Attempt { Object forge(byte[] clear) {
                        return new guichet.inbox.gate.WireBytes.Held(clear); } }""",
            """
                    compiler.err.not.def.public.cant.access
                    class Attempt { Object forge(guichet.inbox.gate.WireBytes clear) {
                        return new guichet.inbox.gate.Released.Mail(new guichet.inbox.gate.OutboxId(1),
                            new guichet.inbox.AccountId(1), null, clear, null); } }""",
            """
                    compiler.err.not.def.public.cant.access
                    class Attempt { Object forge(guichet.keystore.SignalRecipient to,
                        guichet.inbox.gate.SignalContent words, guichet.inbox.gate.Proof.EndToEnd proof) {
                        return new guichet.inbox.gate.Released.Signal(new guichet.inbox.gate.OutboxId(1),
                            new guichet.inbox.AccountId(1), to, words, proof); } }""",
            """
                    compiler.err.not.def.public.cant.access
                    class Attempt { Object forge(guichet.keystore.SignalRecipient.Aci to) {
                        return new guichet.inbox.gate.ReleasedReceipt(new guichet.inbox.AccountId(1), to,
                            java.util.List.of(), java.util.List.of()); } }""",
            // What is plain text on Signal, on its way to a mail server; and a mail's draft or recipient on Signal.
            """
                    compiler.err.prob.found.req
                    class Attempt { void leak(guichet.inbox.gate.Transport<guichet.inbox.gate.Released.Mail> smtp,
                        guichet.inbox.gate.Released.Signal words) throws Exception { smtp.send(words, () -> { }); } }""",
            """
                    compiler.err.prob.found.req
                    class Attempt { void leak(guichet.inbox.gate.Transport<guichet.inbox.gate.Released.Signal> signal,
                        guichet.inbox.gate.Released.Mail mail) throws Exception { signal.send(mail, () -> { }); } }""",
            """
                    compiler.err.prob.found.req
                    class Attempt { void leak(guichet.inbox.gate.Gate mail, guichet.inbox.gate.SignalDraft draft)
                        throws Exception { mail.examine(draft); } }""",
            """
                    compiler.err.prob.found.req
                    class Attempt { void leak(guichet.inbox.gate.SignalGate signal, guichet.inbox.gate.MailDraft draft)
                        throws Exception { signal.examine(draft); } }""",
            """
                    compiler.err.prob.found.req
                    class Attempt { Object leak(guichet.keystore.Address mail) {
                        return new guichet.inbox.gate.SignalDraft(java.util.Optional.empty(), "alice", mail,
                            java.util.Optional.empty(), "", java.util.List.of(), java.util.Optional.empty()); } }""",
            // What is said in a room, on its way to the outside; and what is for the outside, on its way into a room.
            """
                    compiler.err.not.def.public.cant.access
                    class Attempt { Object forge(byte[] clear) {
                        return new guichet.inbox.gate.Released.Chat(new guichet.inbox.gate.OutboxId(1),
                            new guichet.inbox.AccountId(1), null, clear, null); } }""",
            """
                    compiler.err.prob.found.req
                    class Attempt { void leak(guichet.inbox.gate.Transport<guichet.inbox.gate.Released.Mail> smtp,
                        guichet.inbox.gate.Released.Chat words) throws Exception { smtp.send(words, () -> { }); } }""",
            """
                    compiler.err.prob.found.req
                    class Attempt { void leak(guichet.inbox.gate.Transport<guichet.inbox.gate.Released.Signal> signal,
                        guichet.inbox.gate.Released.Chat words) throws Exception { signal.send(words, () -> { }); } }""",
            """
                    compiler.err.prob.found.req
                    class Attempt { void leak(guichet.inbox.gate.Transport<guichet.inbox.gate.Released.Chat> room,
                        guichet.inbox.gate.Released.Mail mail) throws Exception { room.send(mail, () -> { }); } }""",
            """
                    compiler.err.prob.found.req
                    class Attempt { void leak(guichet.inbox.gate.Gate mail, guichet.inbox.gate.ChatDraft draft)
                        throws Exception { mail.examine(draft); } }""",
            """
                    compiler.err.prob.found.req
                    class Attempt { void leak(guichet.inbox.gate.SignalGate signal, guichet.inbox.gate.ChatDraft draft)
                        throws Exception { signal.examine(draft); } }""",
            """
                    compiler.err.prob.found.req
                    class Attempt { void leak(guichet.inbox.gate.ChatGate room, guichet.inbox.gate.MailDraft draft)
                        throws Exception { room.examine(draft); } }""",
            """
                    compiler.err.prob.found.req
                    class Attempt { Object leak(guichet.keystore.Address outside) {
                        return new guichet.inbox.gate.ChatDraft(java.util.Optional.empty(), "alice",
                            java.util.Optional.empty(), outside, "", java.util.List.of(), java.util.Optional.empty()); } }""",
            """
                    compiler.err.prob.found.req
                    class Attempt { Object leak(guichet.inbox.chat.RoomId room) {
                        return new guichet.inbox.gate.MailDraft(java.util.Optional.empty(), "alice",
                            java.util.List.of(room), java.util.List.of(), java.util.List.of(), java.util.Optional.empty(),
                            "", "", java.util.List.of(), java.util.Optional.empty()); } }""",
            """
                    compiler.err.cant.resolve.location.args
                    class Attempt { Object leak(guichet.inbox.gate.ChatGate gate, guichet.inbox.gate.ChatVerdict.Refused no)
                        throws Exception { return gate.override(no, java.util.Set.of(), "reason enough",
                            null, guichet.inbox.gate.Grace.NONE); } }""",
            """
                    compiler.err.not.def.public.cant.access
                    class Attempt { Object forge(guichet.inbox.gate.ChatGate gate) throws Exception {
                        return gate.revive(null, null, java.util.Optional.empty()); } }""",
            """
                    compiler.err.not.def.public.cant.access
                    class Attempt { Object forge(guichet.inbox.gate.ChatDraft draft, guichet.inbox.chat.ChatAccount seat) {
                        return new guichet.inbox.gate.ChatParcel(draft, seat, java.util.List.of()); } }""",
            """
                    compiler.err.not.def.public.cant.access
                    class Attempt { guichet.inbox.gate.ChatMatter matter; }""",
            // An override where there is nothing to override.
            """
                    compiler.err.prob.found.req
                    class Attempt { Object leak(guichet.inbox.gate.Gate gate, guichet.inbox.gate.SignalVerdict.Refused no)
                        throws Exception { return gate.override(no, java.util.Set.of(), "reason enough",
                            null, guichet.inbox.gate.Grace.NONE); } }""",
            """
                    compiler.err.not.def.public.cant.access
                    class Attempt { Object forge(guichet.inbox.gate.SignalGate gate) throws Exception {
                        return gate.revive(null, null); } }""",
            """
                    compiler.err.not.def.public.cant.access
                    class Attempt { Object forge(guichet.inbox.gate.SignalDraft draft,
                        guichet.inbox.signal.SignalAccount account, guichet.inbox.gate.SignalContent words) {
                        return new guichet.inbox.gate.SignalParcel(draft, account, words, java.util.List.of()); } }""",
            // A kind of right of one's own.
            """
                    compiler.err.cant.inherit.from.sealed
                    final class Attempt implements guichet.inbox.gate.Released {
                        public guichet.inbox.gate.OutboxId id() { return new guichet.inbox.gate.OutboxId(1); }
                        public guichet.inbox.gate.Proof proof() { return new guichet.inbox.gate.Proof.Overridden(1); } }""",
            """
                    compiler.err.cant.inherit.from.final
                    class Attempt extends guichet.inbox.gate.Released.Mail { }""",
            // A reason to leave of one's own.
            """
                    compiler.err.cant.inherit.from.sealed
                    record Attempt() implements guichet.inbox.gate.Proof { }""",
            // A transport for what was not released.
            """
                    compiler.err.not.within.bounds
                    class Attempt { guichet.inbox.gate.Transport<guichet.inbox.gate.MailDraft> drafts; }""",
            """
                    compiler.err.not.within.bounds
                    class Attempt { guichet.inbox.gate.Transport<byte[]> bytes; }""",
            """
                    compiler.err.prob.found.req
                    class Attempt { void leak(guichet.inbox.gate.Transport<guichet.inbox.gate.Released.Mail> transport,
                        guichet.inbox.gate.MailDraft draft) throws Exception { transport.send(draft, () -> { }); } }""",
            """
                    compiler.err.prob.found.req
                    class Attempt { void leak(guichet.inbox.gate.Transport<guichet.inbox.gate.Released.Mail> transport,
                        guichet.inbox.gate.Parcel.Item item) throws Exception { transport.send(item, () -> { }); } }""",
            // A note on its way out.
            """
                    compiler.err.prob.found.req
                    class Attempt { void leak(guichet.inbox.gate.Transport<guichet.inbox.gate.Released.Mail> transport,
                        guichet.inbox.Message note) throws Exception { transport.send(note, () -> { }); } }""",
            """
                    compiler.err.prob.found.req
                    class Attempt { void leak(guichet.inbox.gate.Gate gate, guichet.inbox.Message note) throws Exception {
                        gate.examine(note); } }""",
            // A verdict that nobody gave.
            """
                    compiler.err.not.def.public.cant.access
                    class Attempt { Object forge(guichet.inbox.gate.MailDraft draft, guichet.inbox.MailAccount account) {
                        return new guichet.inbox.gate.Parcel(draft, account, java.util.List.of()); } }""",
            // The gate's own door to the outbox.
            """
                    compiler.err.not.def.public.cant.access
                    class Attempt { Object forge(guichet.inbox.gate.Gate gate) throws Exception {
                        return gate.revive(null, null, java.util.Optional.empty()); } }""",
            """
                    compiler.err.not.def.public.cant.access
                    class Attempt { guichet.inbox.gate.OutboxTable rows; }""",
            // Something called ciphertext that is none.
            """
                    compiler.err.not.def.public.cant.access
                    class Attempt { Object forge(byte[] clear) {
                        return new guichet.crypto.Ciphertext(clear, java.util.Set.of()); } }""",
            // A key that nobody found usable, or not for this address.
            """
                    compiler.err.not.def.public.cant.access
                    class Attempt { Object forge(guichet.crypto.Certificate any) {
                        return new guichet.crypto.EncryptionKey(any); } }""",
            """
                    compiler.err.not.def.public.cant.access
                    class Attempt { Object forge(guichet.keystore.Address address, guichet.crypto.EncryptionKey key,
                        guichet.keystore.KnownKey known) {
                        return new guichet.keystore.KeyChoice.Usable(address, key, known); } }"""})
    void forgeriesDoNotCompile(String attempt) throws IOException {
        int end = attempt.indexOf('\n');
        String expected = attempt.substring(0, end);

        List<String> errors = attempt("forgery", attempt.substring(end + 1));

        assertTrue(errors.contains(expected), () -> "expected " + expected + ", got " + errors);
    }

    @Test
    void nobodyMovesIntoTheGatesPackage() throws IOException {
        List<String> errors = attempt("guichet/inbox/gate", """
                package guichet.inbox.gate;
                class Attempt { Object forge(byte[] clear) {
                    return new Released.Mail(new OutboxId(1), new guichet.inbox.AccountId(1), null, clear, null); } }
                """);
        assertTrue(errors.contains("compiler.err.package.in.other.module"), errors::toString);
    }

    private List<String> attempt(String folder, String source) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<JavaFileObject> units = List.of(new Source("module-info.java", """
                module forger { requires guichet.inbox; requires guichet.transports; }"""),
                new Source(folder + "/Attempt.java",
                        source.startsWith("package ") ? source : "package " + folder + "; " + source));
        List<String> options = List.of("--module-path", modulePath(), "-d", Files.createDirectories(classes).toString(),
                "-proc:none", "--release", "25");
        compiler.getTask(new StringWriter(), null, found, options, null, units).call();
        return found.getDiagnostics().stream().filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                .map(Diagnostic::getCode).toList();
    }

    /// Our modules as they were compiled, and the libraries that they require, from this test's own class path.
    private static String modulePath() {
        return Stream.of(System.getProperty("java.class.path").split(":"))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("-tests.jar"))
                .filter(entry -> !entry.contains("junit") && !entry.contains("archunit") && !entry.contains("slf4j"))
                .collect(Collectors.joining(":"));
    }

    /// A source file that is only in memory.
    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String path, String text) {
            super(URI.create("string:///" + path), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
