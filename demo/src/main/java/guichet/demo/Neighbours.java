package guichet.demo;

import guichet.crypto.Certificate;
import guichet.demo.Answering.Letter;
import guichet.demo.Answering.Received;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The correspondents while the demo runs: what lies in the mailbox when it starts, and how they answer.
final class Neighbours implements AutoCloseable {
    private static final Duration THINKS = Duration.ofSeconds(2);
    private static final String RE_FR = "Re : ";
    private static final String RE_EN = "Re: ";

    private final PostOffice post;
    private final Cast cast;
    private final Certificate ourKey;
    private final Clock clock;
    private final List<Answering> awake = new ArrayList<>();

    Neighbours(PostOffice post, Cast cast, Certificate ourKey, Clock clock) {
        this.post = post;
        this.cast = cast;
        this.ourKey = ourKey;
        this.clock = clock;
    }

    /// What is new today.
    void writeThisMorning() {
        deliver(cast.bastien(), "J'ai les photos", """
                Bonjour,

                J'ai les photos des trois rapports. Dites-moi si je peux vous les envoyer ici,
                et si je dois d'abord effacer la date de l'appareil.

                Bastien""");
        deliver(cast.nadia(), "Comme convenu", """
                Bonjour,

                C'est Nadia, de la part de l'hôpital. Vous m'avez dit d'écrire à cette adresse.
                Est-ce que quelqu'un d'autre peut lire ce message ?""");
        deliver(cast.erik(), "Who reads this?", """
                Hello again,

                You did not say yet who reads what I send. I would rather know before I copy anything.

                Erik""");
    }

    void wake() {
        start(cast.bastien(), this::bastien);
        start(cast.nadia(), this::nadia);
        start(cast.carol(), _ -> Optional.empty());
        start(cast.erik(), this::erik);
    }

    private Optional<Letter> bastien(Received mail) {
        String body = mail.encrypted() ? """
                Merci. Votre message est bien arrivé chiffré, et votre signature est bonne.

                J'attends votre feu vert pour les photos.

                Bastien""" : "Attention : votre message est arrivé en clair !\n\nBastien";
        return Optional.of(new Letter(again(RE_FR, mail), body, cast.bastien()));
    }

    private Optional<Letter> nadia(Received mail) {
        return Optional.of(new Letter(again(RE_FR, mail), """
                Merci de votre réponse. Je n'ai pas de clé, je ne sais pas ce que c'est.
                Je peux aussi vous appeler d'une cabine.

                Nadia""", cast.nadia()));
    }

    /// His second answer is signed with another key, which comes with it.
    private Optional<Letter> erik(Received mail) {
        return mail.count() == 1
                ? Optional.of(new Letter(again(RE_EN, mail), """
                        Thank you, that is what I wanted to know.

                        Erik""", cast.erik()))
                : Optional.of(new Letter(again(RE_EN, mail), """
                        I had to set up my computer anew, so this comes with another key. I hope that works.

                        Erik""", cast.erik().with(cast.erikNext())));
    }

    private static String again(String prefix, Received mail) {
        return mail.subject().regionMatches(true, 0, "re", 0, 2) ? mail.subject() : prefix + mail.subject();
    }

    private void deliver(Correspondent from, String subject, String body) {
        post.deliver(Organisation.US,
                from.write(Organisation.US, ourKey, subject, body, Optional.empty(), clock.instant()));
    }

    private void start(Correspondent self, java.util.function.Function<Received, Optional<Letter>> mind) {
        awake.add(new Answering(post, self, Organisation.US, ourKey, clock, THINKS, mind).start());
    }

    @Override
    public void close() {
        awake.forEach(Answering::close);
    }
}
