package guichet.demo;

import guichet.crypto.Certificate;
import guichet.inbox.chat.Room;
import guichet.inbox.chat.StaffCard;
import guichet.keystore.Address;
import guichet.keystore.vault.VaultException;
import guichet.tui.workspace.Vaults;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Camille's two colleagues, both simulated: Inès answers in every room, Julien where he is asked by name.
final class Workmates implements AutoCloseable {
    static final Address INES = new Address("ines@guichet.example");
    static final Address JULIEN = new Address("julien@guichet.example");

    private final Workmate ines;
    private final Workmate julien;

    private Workmates(Workmate ines, Workmate julien) {
        this.ines = ines;
        this.julien = julien;
    }

    /// They know Camille and each other.
    ///
    /// @param folder for their vaults
    /// @param then   when their keys were made
    static Workmates hire(Path folder, PostOffice post, Vaults then, Vaults now, Certificate ourKey)
            throws VaultException {
        Workmate ines = Workmate.hire("Inès", INES, folder.resolve("ines"), post, then, now, Organisation.US,
                new Ines());
        Workmate julien = Workmate.hire("Julien", JULIEN, folder.resolve("julien"), post, then, now, Organisation.US,
                new Julien());
        StaffCard us = new StaffCard(Organisation.STAFF, Organisation.US, ourKey);
        ines.pin(us);
        ines.pin(julien.card());
        julien.pin(us);
        julien.pin(ines.card());
        return new Workmates(ines, julien);
    }

    List<StaffCard> cards() throws VaultException {
        return List.of(ines.card(), julien.card());
    }

    void wake() {
        ines.wake();
        julien.wake();
    }

    @Override
    public void close() {
        ines.close();
        julien.close();
    }

    private static final class Ines implements Workmate.Mind {
        @Override
        public Optional<String> greets(Room room) {
            return Optional.of(room.caseId().isPresent() || room.name().startsWith("20")
                    ? """
                            J'ai eu l'avocate : il n'est pas tenu au secret pour ce qu'il a vu au bassin 3. On lui dit jeudi ?"""
                    : """
                            Bonjour @Camille ! Je suis Inès, une collègue simulée par la démonstration : rien de tout cela n'existe.
                            Écrivez-moi ici, je réponds.""");
        }

        @Override
        public Optional<String> answers(Room room, String words, int count) {
            return Optional.of(switch (count % 3) {
                case 1 -> "Bien reçu, je regarde.";
                case 2 -> "D'accord. Je le note dans le dossier.";
                default -> "On en parle à 14 h ?";
            });
        }
    }

    private static final class Julien implements Workmate.Mind {
        @Override
        public Optional<String> greets(Room room) {
            return Optional.empty();
        }

        @Override
        public Optional<String> answers(Room room, String words, int count) {
            return words.toLowerCase(java.util.Locale.FRENCH).contains("julien")
                    ? Optional.of("Oui @Camille, je suis là (Julien, simulé aussi).")
                    : Optional.empty();
        }
    }
}
