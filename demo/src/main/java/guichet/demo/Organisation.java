package guichet.demo;

import guichet.crypto.Certificate;
import guichet.crypto.SecretKey;
import guichet.inbox.chat.StaffCard;
import guichet.inbox.chat.VCardFile;
import guichet.keystore.Address;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A small association with a few weeks of work behind it. Every case, key and message of it comes about by the program's own commands.
final class Organisation {
    static final Address US = new Address("camille@guichet.example");
    static final String STAFF = "Camille";

    private final Console console;
    private final PastClock clock;
    private final Cast cast;
    private final Certificate ourKey;
    private final List<StaffCard> colleagues;
    private final Reach reach;

    /// By what ways people write.
    enum Reach {
        MAIL, SIGNAL_TOO
    }

    /// @param ourKey     Camille's, in a vault that is already there
    /// @param colleagues who are in the team's room; the first one in a case's, too
    Organisation(Console console, PastClock clock, Cast cast, Certificate ourKey,
            List<StaffCard> colleagues, Reach reach) {
        this.console = console;
        this.clock = clock;
        this.cast = cast;
        this.ourKey = ourKey;
        this.colleagues = List.copyOf(colleagues);
        this.reach = reach;
    }

    void liveThroughThreeWeeks() throws IOException {
        team();
        unpaidHours();
        falseInvoices();
        wasteWater();
        safetyReports();
        grantMoney();
        if (reach == Reach.SIGNAL_TOO) {
            expiredMedicines();
        }
    }

    /// Camille's seat is on the association's own account.
    private void team() throws IOException {
        clock.ago(Duration.ofDays(22));
        console.type("account", "add", "chat", "--address", US.value());
        List<String> room = new ArrayList<>(List.of("chat", "new", "Équipe", "--team"));
        for (StaffCard colleague : colleagues) {
            console.type("chat", "join", console.file(VCardFile.write(List.of(colleague), clock.instant())), "--how",
                    "in-person", "--fingerprint", colleague.certificate().fingerprint().hex());
            room.addAll(List.of("--member", colleague.address().value()));
        }
        console.type(room.toArray(String[]::new));
    }

    private void unpaidHours() throws IOException {
        clock.ago(Duration.ofDays(21));
        String id = console.type("case", "new", "Heures non payées à l'entrepôt");
        console.type("case", "contact", id, "--kind", "meeting", "--body-file", console
                .file("""
                        Rencontre à la permanence. Elle voulait savoir à qui s'adresser ; orientée vers l'inspection du travail."""));
        clock.ago(Duration.ofDays(18));
        console.type("case", "close", id);
    }

    private void falseInvoices() throws IOException {
        clock.ago(Duration.ofDays(13));
        String id = console.type("case", "new", "Fausses factures à l'hôpital");
        List<String> nadia = new ArrayList<>(List.of("contact", "add", "--name", cast.nadia().name(), "--address",
                cast.nadia().address().value(), "--language", "fr"));
        if (reach == Reach.SIGNAL_TOO) {
            nadia.addAll(List.of("--signal", SignalNeighbours.NADIA));
        }
        String contact = console.type(nadia.toArray(String[]::new));
        if (reach == Reach.SIGNAL_TOO) {
            console.type("signal", "accept", SignalNeighbours.NADIA, "--first");
        }
        console.type("case", "link", id, contact);
        console.type("case", "contact", id, "--kind", "call", "--body-file", console
                .file("""
                        Nadia a appelé d'une cabine. Elle écrira depuis une adresse neuve ; elle ne connaît pas le chiffrement."""));
        console.type("case", "note", id, "--body-file", console.file("""
                Lui proposer Signal ou une clé OpenPGP avant qu'elle n'envoie quoi que ce soit."""));
    }

    private void wasteWater() throws IOException {
        clock.ago(Duration.ofDays(9));
        String id = console.type("case", "new", "Eaux usées : analyses falsifiées");
        know(cast.bastien(), id, "fr", "empreinte lue au téléphone");
        clock.ago(Duration.ofDays(8));
        arrives(cast.bastien(), "Ce que j'ai vu", """
                Bonjour,

                Je travaille au laboratoire de la station. Depuis mars, les analyses du bassin 3 sont recopiées
                d'un mois sur l'autre : personne ne fait plus de prélèvements.

                Je ne sais pas quoi faire de ce que je sais. Pouvez-vous m'aider ?

                Bastien""");
        clock.ago(Duration.ofDays(7));
        console.type("case", "note", id, "--body-file", console.file("""
                Appeler l'avocate avant midi : est-il tenu au secret ? Ne rien lui demander par écrit d'ici là."""));
        console.type("chat", "new", "--case", id, "--member", colleagues.getFirst().address().value());
        console.type("chat", "send", id, "--body-file", console.file("Inès, peux-tu appeler l'avocate ?"));
        clock.ago(Duration.ofDays(3));
        arrives(cast.bastien(), "Re : Ce que j'ai vu", """
                Bonjour,

                J'ai retrouvé trois rapports signés le même jour, avec les mêmes chiffres à la virgule près.
                Je peux les photographier jeudi, quand je suis seul.

                Bastien""");
    }

    private void safetyReports() throws IOException {
        clock.ago(Duration.ofDays(6));
        String id = console.type("case", "new", "Safety reports rewritten");
        know(cast.carol(), id, "en", "fingerprint compared in person");
        clock.ago(Duration.ofDays(5));
        arrives(cast.carol(), "The report before it was changed", """
                Hello,

                The inspection report of the north mill had eleven findings. The one that was filed has two.
                I kept the first version. Tell me how to get it to you.

                Carol""");
        clock.ago(Duration.ofDays(4));
        console.type("case", "note", id, "--body-file",
                console.file("Her key runs out soon: ask her for a new one in good time."));
    }

    private void grantMoney() throws IOException {
        clock.ago(Duration.ofDays(2));
        String id = console.type("case", "new", "Grant money: a second set of books");
        know(cast.erik(), id, "en", "fingerprint read out on the phone");
        clock.ago(Duration.ofDays(1));
        arrives(cast.erik(), "Two ledgers", """
                Dear all,

                The foundation keeps two ledgers. I have seen both. Before I say more: who else reads this?

                Erik""");
    }

    /// Samir has no mail; his number was noted at a meeting, and his first safety number is taken for his.
    private void expiredMedicines() throws IOException {
        clock.ago(Duration.ofHours(20));
        String id = console.type("case", "new", "Médicaments périmés, dates changées");
        String contact = console.type("contact", "add", "--name", SignalNeighbours.SAMIR_NAME, "--signal",
                SignalNeighbours.SAMIR, "--language", "fr");
        console.type("signal", "accept", SignalNeighbours.SAMIR, "--first");
        console.type("case", "link", id, contact);
        console.type("case", "note", id, "--body-file", console.file("""
                Numéro Signal noté à la rencontre. Comparer le numéro de sécurité la prochaine fois qu'on le voit."""));
    }

    private void know(Correspondent person, String caseId, String language, String how) throws IOException {
        String contact = console.type("contact", "add", "--name", person.name(), "--address", person.address().value(),
                "--language", language);
        Optional<SecretKey> key = person.key();
        if (key.isPresent()) {
            Certificate certificate = key.get().certificate();
            console.type("key", "import", console.file(certificate.armored().getBytes(StandardCharsets.US_ASCII)));
            console.type("key", "verify", certificate.fingerprint().hex(), "--how", how);
        }
        console.type("case", "link", caseId, contact);
    }

    private void arrives(Correspondent from, String subject, String body) throws IOException {
        console.type("import", console.file(from.write(US, ourKey, subject, body, Optional.empty(), clock.instant())));
    }
}
