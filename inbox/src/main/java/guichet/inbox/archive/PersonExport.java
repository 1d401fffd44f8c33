package guichet.inbox.archive;

import guichet.inbox.CaseId;
import guichet.inbox.gate.Gate;
import guichet.inbox.journal.Actor;
import guichet.inbox.journal.JournalEntry.Payload;
import guichet.inbox.journal.JournalKind;
import guichet.keystore.Address;
import guichet.keystore.Contact;
import guichet.keystore.ContactId;
import guichet.keystore.KeyChoice;
import guichet.keystore.PersonId;
import guichet.keystore.vault.Tx;
import guichet.keystore.vault.Vault;
import guichet.keystore.vault.VaultException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Answers what a person outside asks about themselves: a note of what was decided, and, where they want to see it, a bag of what concerns them.
/// Any thread, not inside a transaction.
public final class PersonExport {
    private final Vault vault;
    private final BagStores stores;
    private final Handover handover;

    public PersonExport(Vault vault, BagStores stores, SecureRandom random) {
        this.vault = vault;
        this.stores = stores;
        this.handover = new Handover(vault, stores, random);
    }

    /// What they ask for.
    public enum Wish {
        ACCESS, ERASURE
    }

    /// Whose request, what was decided about it, and by whom.
    public record Request(ContactId who, Wish wish, String decision, Actor by) {
    }

    /// Where the answer goes, in which language, and who signs it.
    public record Form(Path folder, BagLanguage language, PersonId signer) {
    }

    /// Notes what was decided, in the journal.
    ///
    /// @return the number of the entry
    public long note(Tx tx, Request request) throws VaultException {
        return stores.journal().append(tx, JournalKind.PERSON_REQUEST, payload(tx, request, word(request)));
    }

    /// The cases of theirs, the archived ones among them.
    public List<CaseId> cases(Tx tx, ContactId who) throws VaultException {
        return new PersonBag(stores).cases(tx, who).stream().map(its -> its.id()).toList();
    }

    /// Those of their cases whose content is in the intermediate archive: no answer would hold it.
    public List<CaseId> away(Tx tx, ContactId who) throws VaultException {
        List<CaseId> away = new ArrayList<>();
        for (CaseId id : cases(tx, who)) {
            if (tx.one("SELECT 1 FROM case_archive WHERE case_id = ?", _ -> true, id.toString()).isPresent()) {
                away.add(id);
            }
        }
        return away;
    }

    /// One signed tar, encrypted to the key that a mail to them would be encrypted to; without one, refused.
    public CaseExport.Outcome encrypted(Request request, Form form, Progress progress) throws VaultException {
        String name = name(request);
        Path file = form.folder().resolve(name + ".tar.gpg");
        Optional<KeyChoice.Usable> key = vault.read(tx -> key(tx, request.who()));
        return key.isEmpty()
                ? new CaseExport.Outcome.Refused(CaseExport.Why.KEY_NOT_USABLE, file)
                : handover.encrypted(file, name, key.get().key(), form.signer(),
                        told(request, Optional.empty(), "to " + key.get().key().fingerprint().hex()),
                        bag(request, form, progress));
    }

    /// The bag itself, a folder, for anyone to read who can read there: an exposure.
    ///
    /// @param reason as for any other exposure
    public CaseExport.Outcome inClear(Request request, Form form, String reason, Progress progress)
            throws VaultException {
        Path place = form.folder().resolve(name(request));
        return reason.strip().length() < Gate.MIN_REASON
                ? new CaseExport.Outcome.Refused(CaseExport.Why.REASON_TOO_SHORT, place)
                : handover.inClear(place, told(request, Optional.of(reason.strip()), "in the clear"),
                        bag(request, form, progress));
    }

    private Optional<KeyChoice.Usable> key(Tx tx, ContactId who) throws VaultException {
        for (Address address : stores.contacts().show(tx, who).map(Contact::addresses).orElse(List.of())) {
            if (stores.keyring().choose(tx, address,
                    stores.clock().instant()) instanceof KeyChoice.Usable usable) {
                return Optional.of(usable);
            }
        }
        return Optional.empty();
    }

    private Handover.Bagging bag(Request request, Form form, Progress progress) {
        return (tx, target) -> new PersonBag(stores).write(tx, request.who(), target, form.language(), form.signer(),
                progress);
    }

    private Handover.Told told(Request request, Optional<String> reason, String words) {
        return new Handover.Told() {
            @Override
            public long before(Tx tx) throws VaultException {
                long noted = stores.journal().append(tx, JournalKind.PERSON_REQUEST,
                        payload(tx, request, word(request) + ": export " + words));
                if (reason.isPresent()) {
                    stores.journal().append(tx, JournalKind.EXPOSURE,
                            payload(tx, request, "export " + words).because(reason.get()));
                }
                return noted;
            }

            @Override
            public void notDone(Tx tx, CaseExport.Why why) throws VaultException {
                stores.journal().append(tx, JournalKind.PERSON_REQUEST,
                        payload(tx, request, word(request) + ": not done: " + why.name()));
            }
        };
    }

    private Payload payload(Tx tx, Request request, String words) throws VaultException {
        List<String> addresses = stores.contacts().show(tx, request.who()).map(Contact::addresses).orElse(List.of())
                .stream().map(Address::value).toList();
        return Payload.by(request.by()).to(addresses).because(request.decision()).saying(words);
    }

    /// It says nothing of who it is about.
    private String name(Request request) {
        return "answer-" + request.who().value() + "-"
                + LocalDate.ofInstant(stores.clock().instant(), ZoneOffset.UTC);
    }

    private static String word(Request request) {
        return request.wish().name().toLowerCase(java.util.Locale.ROOT);
    }
}
