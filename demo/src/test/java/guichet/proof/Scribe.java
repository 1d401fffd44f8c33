package guichet.proof;

import guichet.tui.workspace.Workspace;
import java.nio.file.Path;

/// Another process that runs a command of the program many times over: `FOLDER TIMES ARGUMENT…`.
final class Scribe {
    private Scribe() {
    }

    public static void main(String[] arguments) throws Exception {
        Program program = Program.withVaultThere(Path.of(arguments[0]));
        String[] command = java.util.Arrays.copyOfRange(arguments, 2, arguments.length);
        try (Workspace open = program.open()) {
            System.out.println("open");
            // Until the test lets all of them go at once.
            if (System.in.read() < 0 || open.vault().changes() < 0) {
                return;
            }
        }
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            program.run(command).ends(0);
        }
    }
}
