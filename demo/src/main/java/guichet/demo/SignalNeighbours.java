package guichet.demo;

import guichet.demo.signal.StandIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.UUID;

/// The correspondents on Signal, played by a stand-in for signal-cli: Guichet starts it as a process, and it connects to nothing. Their
/// numbers are of the range that France keeps for fiction.
final class SignalNeighbours {
    static final String US = "+33639980010";
    static final String NADIA = "+33639980020";
    static final String SAMIR = "+33639980030";
    static final String SAMIR_NAME = "Samir Haddad";
    private static final String UNKNOWN = "+33639980040";
    private static final int LATER_MILLIS = 25_000;
    private static final String LIST = """
            lot 41-B  péremption 03/2026 -> 09/2027
            lot 41-C  péremption 03/2026 -> 09/2027
            """;

    private final Path program;

    private SignalNeighbours(Path program) {
        this.program = program;
    }

    /// @param folder in memory, for the program's script
    static SignalNeighbours in(Path folder) throws IOException {
        return new SignalNeighbours(StandIn.program(folder.resolve("signal-cli-stand-in"), StandIn.ownClassPath(),
                "stand-in"));
    }

    /// False where the folder in memory lets nothing be run (`noexec`): the demo does without Signal.
    boolean canRun() {
        return Files.isExecutable(program);
    }

    String program() {
        return program.toString();
    }

    /// What they write this morning, what comes a while later, and how they answer.
    ///
    /// @param data the folder that signal-cli would keep its state in
    void wake(Path data) throws IOException {
        StandIn world = StandIn.in(data).account(US, id(1));
        world.person(NADIA, id(2), "Nadia", "Merci ! C'est bien plus simple pour moi ici, et je suis chez moi le soir.",
                "D'accord. Je n'en parle à personne d'ici là.");
        world.person(SAMIR, id(3), "Samir", "Bien reçu. Je vous envoie le reste demain, après mon service.",
                "C'est noté, merci.");
        world.person(UNKNOWN, id(4), "K.", "Je préfère ne pas dire qui je suis. C'est à propos de la cantine.");
        world.text(UNKNOWN, "Bonjour. C'est bien ici qu'on peut signaler quelque chose sans donner son nom ?");
        world.text(SAMIR, "Bonjour, c'est Samir. Les dates des boîtes ont encore été changées cette nuit.");
        world.post("{\"do\":\"pause\",\"millis\":" + LATER_MILLIS + "}");
        world.post("""
                {"do":"text","from":"%s","text":"J'ai recopié la liste, la voici.","attachments":[{"filename":\
                "lots-du-jour.txt","contentType":"text/plain","base64":"%s"}]}"""
                .formatted(SAMIR, Base64.getEncoder().encodeToString(LIST.getBytes(StandardCharsets.UTF_8))));
    }

    private static UUID id(long number) {
        return new UUID(0x6d6f6e7400004000L, 0x8000000000000000L | number);
    }
}
