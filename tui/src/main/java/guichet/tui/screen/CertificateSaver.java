package guichet.tui.screen;

import guichet.inbox.endings.Destruction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Writes a certificate of destruction to a file that a person names. It holds no word of the case.
final class CertificateSaver {
    private final Shell shell;

    CertificateSaver(Shell shell) {
        this.shell = shell;
    }

    void ask(Destruction done) {
        Prompt.open(shell, shell.line("certificate.title"), shell.line("save.question"),
                "certificat-" + done.caseId() + ".txt", typed -> {
                    Optional<Path> path = FileReading.path(typed);
                    if (path.isEmpty()) {
                        shell.warn("file.none", typed);
                        return;
                    }
                    shell.office().look(shell.texts().say("work.writing"), _ -> write(done, path.get()),
                            written -> shell.tell(written ? "ending.saved" : "ending.not-saved", path.get()));
                });
    }

    private Boolean write(Destruction done, Path file) throws guichet.keystore.vault.VaultException {
        byte[] text = shell.desk().endings().certificate(done).getBytes(StandardCharsets.UTF_8);
        try {
            Files.write(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
