package guichet.inbox.mime;

import guichet.inbox.Protection.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Lays out the parts of one layer: texts in their order become the body, everything else is attached.
///
/// Of alternatives the plain text is taken. An encrypted or signed part in here is no layer: the encrypted one is attached
/// unopened, the signed one's text is shown as the plain claim that it is.
final class ViewBuilder {
    private static final Set<String> OTHER_FORMS_OF_THE_TEXT = Set.of("text/plain", "text/html", "text/x-amp-html",
            "text/enriched", "text/watch-html");
    private static final int LONGEST_NAME = 255;

    private final Budget budget;
    private final PartText texts;
    private final StringBuilder body = new StringBuilder();
    private final List<AttachedFile> attachments = new ArrayList<>();
    private final Set<Problem> problems = EnumSet.noneOf(Problem.class);

    private ViewBuilder(Budget budget, LegacyDisplay legacy) {
        this.budget = budget;
        this.texts = new PartText(legacy);
    }

    static View of(MimeParser.Parsed parsed, Budget budget, LegacyDisplay legacy) {
        ViewBuilder builder = new ViewBuilder(budget, legacy);
        builder.show(parsed.root());
        builder.tell(parsed.flaw());
        builder.cutBody();
        builder.noteInlinePgp();
        return new View(builder.body.toString(), builder.attachments, builder.problems);
    }

    private void show(Entity part) {
        note(part);
        switch (part) {
            case Entity.Multipart whole -> {
                if (CryptoStructure.claimsEncryption(whole)) {
                    whole.children().forEach(this::attachAll);
                } else if (whole.type().is("multipart/alternative")) {
                    showOneOf(whole);
                } else if (whole.type().is("multipart/related")) {
                    showRelated(whole);
                } else {
                    whole.children().forEach(this::show);
                }
            }
            case Entity.Leaf leaf -> {
                if (texts.isLegacyDisplayPart(leaf)) {
                    return;
                }
                if (isBodyText(leaf)) {
                    if (texts.isTooLong(leaf)) {
                        problems.add(Problem.TRUNCATED);
                        attach(leaf);
                        return;
                    }
                    append(leaf);
                } else {
                    attach(leaf);
                }
            }
        }
    }

    private void showOneOf(Entity.Multipart alternatives) {
        Optional<Entity> plain = alternatives.children().stream().filter(part -> hasText(part, "text/plain"))
                .findFirst();
        Optional<Entity> chosen = plain.or(() -> alternatives.children().reversed().stream()
                .filter(part -> hasText(part, "text/html")).findFirst());
        for (Entity part : alternatives.children()) {
            if (chosen.isPresent() && part.equals(chosen.get())) {
                show(part);
            } else {
                attachFilesOf(part);
            }
        }
    }

    /// Its root is the first part or the one that `start` names (RFC 2387); the others are its pictures.
    private void showRelated(Entity.Multipart related) {
        String start = related.type().parameter("start").orElse("");
        Optional<Entity> named = related.children().stream().filter(
                part -> !start.isEmpty() && part.header().first("content-id").filter(start::equals).isPresent())
                .findFirst();
        Optional<Entity> shown = named.or(() -> related.children().stream().findFirst());
        for (Entity part : related.children()) {
            if (shown.isPresent() && part.equals(shown.get())) {
                show(part);
            } else {
                attachFilesOf(part);
            }
        }
    }

    private boolean hasText(Entity part, String type) {
        return switch (part) {
            case Entity.Multipart whole -> !CryptoStructure.claimsEncryption(whole)
                    && whole.children().stream().anyMatch(child -> hasText(child, type));
            case Entity.Leaf leaf ->
                leaf.type().is(type) && isBodyText(leaf) && !texts.isTooLong(leaf) && !texts.isLegacyDisplayPart(leaf)
                        && (budget.timeIsUp() || !texts.of(leaf).isBlank());
        };
    }

    private static boolean isBodyText(Entity.Leaf leaf) {
        if (!leaf.type().is("text/plain") && !leaf.type().is("text/html")) {
            return false;
        }
        boolean attached = leaf.disposition().map(MediaType::value).filter("attachment"::equals).isPresent();
        return !attached && claimedName(leaf).isEmpty();
    }

    private void append(Entity.Leaf leaf) {
        if (budget.timeIsUp()) {
            problems.add(Problem.TRUNCATED);
            attach(leaf);
            return;
        }
        PartText.Shown shown = texts.of(leaf);
        if (shown.charsetGuessed()) {
            problems.add(Problem.MALFORMED);
        }
        if (shown.cut()) {
            problems.add(Problem.TRUNCATED);
            attach(leaf);
        }
        if (!shown.isBlank()) {
            if (!body.isEmpty()) {
                body.append(body.charAt(body.length() - 1) == '\n' ? "\n" : "\n\n");
            }
            body.append(shown.text());
        }
        if (!shown.hidden().isEmpty()) {
            attachments.add(new AttachedFile("hidden-text.txt", "text/plain",
                    shown.hidden().getBytes(StandardCharsets.UTF_8)));
        }
    }

    private void attachFilesOf(Entity part) {
        note(part);
        switch (part) {
            case Entity.Multipart whole -> whole.children().forEach(this::attachFilesOf);
            case Entity.Leaf leaf -> {
                if (!OTHER_FORMS_OF_THE_TEXT.contains(leaf.type().value()) || !isBodyText(leaf)) {
                    attach(leaf);
                }
            }
        }
    }

    private void attachAll(Entity part) {
        switch (part) {
            case Entity.Multipart whole -> whole.children().forEach(this::attachAll);
            case Entity.Leaf leaf -> attach(leaf);
        }
    }

    private void attach(Entity.Leaf leaf) {
        String name = claimedName(leaf).orElseGet(() -> nameFor(leaf.type()));
        attachments.add(leaf.isFar()
                ? AttachedFile.far(name, leaf.type().shown(), (FarPart) leaf::far)
                : new AttachedFile(name, leaf.type().shown(), leaf.content()));
    }

    private static Optional<String> claimedName(Entity.Leaf leaf) {
        return leaf.disposition().flatMap(disposition -> disposition.parameter("filename"))
                .or(() -> leaf.type().parameter("name")).map(EncodedWords::decode).map(Header::oneLine)
                .filter(name -> !name.isEmpty())
                .map(name -> name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name);
    }

    private static String nameFor(MediaType type) {
        return switch (type.value()) {
            case "message/rfc822", "message/global" -> "message.eml";
            case "text/plain" -> "text.txt";
            case "text/html" -> "text.html";
            case "text/calendar" -> "invite.ics";
            case "application/pgp-signature" -> "signature.asc";
            case "application/pgp-keys" -> "key.asc";
            default -> "attachment";
        };
    }

    private void note(Entity part) {
        if (CryptoStructure.claimsEncryption(part)) {
            problems.add(Problem.PARTLY_ENCRYPTED);
        }
        if (CryptoStructure.claimsSignature(part)) {
            problems.add(Problem.PARTLY_SIGNED);
        }
        if (CryptoStructure.claimsSmime(part)) {
            problems.add(Problem.SMIME);
        }
        if (part instanceof Entity.Leaf leaf && leaf.type().is("message/rfc822")) {
            problems.addAll(ForwardedMail.claims(leaf.isFar() ? leaf.beginning() : leaf.content()));
        }
    }

    private void tell(MimeParser.Flaw flaw) {
        switch (flaw) {
            case NONE -> {
            }
            case MALFORMED -> problems.add(Problem.MALFORMED);
            case OVER_LIMIT -> problems.add(Problem.TRUNCATED);
        }
    }

    private void cutBody() {
        int most = budget.limits().bodyChars();
        if (body.length() > most) {
            problems.add(Problem.TRUNCATED);
            attachments.add(0,
                    new AttachedFile("text.txt", "text/plain", body.toString().getBytes(StandardCharsets.UTF_8)));
            body.setLength(Character.isHighSurrogate(body.charAt(most - 1)) ? most - 1 : most);
        }
    }

    /// OpenPGP in the text itself is shown as it is and believed in nothing.
    private void noteInlinePgp() {
        if (body.indexOf("-----BEGIN PGP MESSAGE-----") >= 0) {
            problems.add(Problem.PARTLY_ENCRYPTED);
        }
        if (body.indexOf("-----BEGIN PGP SIGNED MESSAGE-----") >= 0) {
            problems.add(Problem.PARTLY_SIGNED);
        }
    }
}
