package guichet.proof;

import static guichet.proof.EndingOffice.CASE;
import static guichet.proof.EndingOffice.MESSAGES;
import static guichet.proof.EndingOffice.delete;
import static guichet.proof.EndingOffice.isWhole;
import static guichet.proof.EndingOffice.messages;
import static guichet.proof.EndingOffice.names;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What ends a case, or brings it back, as commands. Whatever goes wrong meanwhile, it was done or it was not.
enum Ending {
    DESTROY("case", "destroy", CASE, "--yes", "--reason", "Ne veut rien garder.") {
        @Override
        void wasDoneOrNot(Program program, EndingOffice office) throws Exception {
            EndingOffice.hereOrDestroyed(program);
        }
    },
    ARCHIVE("case", "archive", CASE) {
        @Override
        void wasDoneOrNot(Program program, EndingOffice office) throws Exception {
            EndingOffice.hereOrArchived(program);
        }
    },
    UNARCHIVE("case", "unarchive", CASE, "--reason", "une question") {
        @Override
        Path from(EndingOffice office) throws Exception {
            return office.prepared("archived", program -> program.run("case", "archive", CASE).ends(0));
        }

        @Override
        void wasDoneOrNot(Program program, EndingOffice office) throws Exception {
            EndingOffice.hereOrArchived(program);
        }
    },
    EXPORT("case", "export", CASE, "--to", "@", "--unencrypted", "--reason", "essai avec le système d'archivage") {
        @Override
        void wasDoneOrNot(Program program, EndingOffice office) throws Exception {
            Path bag = program.folder().resolve(CASE);
            if (Files.exists(bag)) {
                isWhole(bag);
            }
            assertEquals(MESSAGES, messages(program));
            delete(bag);
            program.run("case", "export", CASE, "--to", program.folder().toString(), "--unencrypted", "--reason",
                    "encore une fois").ends(0);
            assertEquals(List.of(), names(program.folder(), ".guichet-"), "nothing of the one before");
        }
    },
    SEAL("case", "seal", CASE, "--danger", "no", "--to", "@/other", "--part-size", "1") {
        @Override
        void wasDoneOrNot(Program program, EndingOffice office) throws Exception {
            EndingOffice.sealedOrNot(program, Program.withVaultThere(RESTORE.from(office)));
        }
    },
    RESTORE("case", "restore", "@/seal") {
        @Override
        Path from(EndingOffice office) throws Exception {
            return office.prepared("sealed", program -> {
                program.run("case", "seal", CASE, "--danger", "no", "--to",
                        program.folder().resolve("seal").toString()).ends(0);
                program.run("case", "destroy", CASE, "--yes", "--reason", "Ne veut rien garder.").ends(0);
            });
        }

        @Override
        void wasDoneOrNot(Program program, EndingOffice office) throws Exception {
            EndingOffice.goneOrRestored(program);
        }
    },
    BACKUP("backup", "--to", "@/backup") {
        @Override
        void wasDoneOrNot(Program program, EndingOffice office) throws Exception {
            if (Files.exists(program.folder().resolve("backup"))) {
                EndingOffice.restored(program, "elsewhere", 0);
            }
            assertEquals(MESSAGES, messages(program));
            program.run("backup", "--to", program.folder().resolve("another").toString()).ends(0);
            assertEquals(List.of(), names(program.folder(), ".guichet-"), "nothing of the one before");
        }
    },
    BACKUP_RESTORE("--vault", "@/restored", "backup", "restore", "@/backup") {
        @Override
        Path from(EndingOffice office) throws Exception {
            return office.prepared("backed-up", program -> program
                    .run("backup", "--to", program.folder().resolve("backup").toString()).ends(0));
        }

        @Override
        void wasDoneOrNot(Program program, EndingOffice office) throws Exception {
            EndingOffice.restored(program, "restored", Files.exists(program.folder().resolve("restored")) ? 1 : 0);
        }
    };

    /// Never written to.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> command;

    Ending(String... command) {
        this.command = List.of(command);
    }

    /// The folder with a vault in which it can be done; not to be touched, but copied.
    Path from(EndingOffice office) throws Exception {
        return office.closed();
    }

    /// `@` that begins a word stands for the program's folder.
    List<String> words() {
        return command;
    }

    /// In this program's folder.
    String[] command(Program program) {
        return command.stream().map(each -> each.replace("@", program.folder().toString())).toArray(String[]::new);
    }

    /// Looks at what is there afterwards, and goes on with it.
    abstract void wasDoneOrNot(Program program, EndingOffice office) throws Exception;
}
