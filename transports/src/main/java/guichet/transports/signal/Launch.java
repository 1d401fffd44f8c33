package guichet.transports.signal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How signal-cli is started: its options, an environment that holds only what it needs, no rights for others on what it writes, and
/// nothing that it could leave behind when it crashes.
///
/// @param program     an executable file
/// @param data        its `--config`
/// @param temporary   where it may put temporary files
/// @param environment ours
record Launch(Path program, Path data, Path temporary, Map<String, String> environment) {
    /// So that a machine where programs may not be run from memory still has a place for signal-cli's native library.
    private static final String NO_EXEC = "noexec";

    /// Serves one account: receives for it, and can't be asked for another.
    ProcessBuilder serving(String number, Spool spool) {
        return process(List.of("-a", number, "-o", "json", "jsonRpc"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(spool.file().toFile()));
    }

    /// Knows every account of the folder and receives for none.
    ProcessBuilder linking() {
        return process(List.of("-o", "json", "jsonRpc", "--receive-mode=manual"));
    }

    private ProcessBuilder process(List<String> rest) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "umask 077; ulimit -c 0; exec \"$0\" \"$@\"",
                program.toString(), "--config", data.toString(), "--disable-send-log"));
        command.addAll(rest);
        ProcessBuilder builder = new ProcessBuilder(command).directory(temporary.toFile());
        Map<String, String> given = builder.environment();
        given.clear();
        given.put("PATH", ProgramFile.path(environment));
        given.put("HOME", data.toString());
        given.put("LC_ALL", "C.UTF-8");
        given.put("SIGNAL_CLI_OPTS", options());
        Optional<Path> java = ProgramFile.javaHome(Path.of(System.getProperty("java.home")), environment);
        java.ifPresent(home -> given.put("JAVA_HOME", home.toString()));
        return builder;
    }

    private String options() {
        String common = "-XX:+UseSerialGC -XX:-UsePerfData -XX:ErrorFile=/dev/null -XX:-CreateCoredumpOnCrash"
                + " -XX:-HeapDumpOnOutOfMemoryError -XX:+DisableAttachMechanism -Dfile.encoding=UTF-8"
                + " -Dstdout.encoding=UTF-8";
        String folder = temporary.toString();
        boolean plain = folder.chars().noneMatch(c -> c <= ' ' || c == '"' || c == '\'' || c == '\\' || c == '%');
        return plain && !forbidsPrograms(temporary) ? common + " -Djava.io.tmpdir=" + folder : common;
    }

    /// Whether the mount that holds this folder has the option `noexec`.
    private static boolean forbidsPrograms(Path folder) {
        String options = "";
        int longest = -1;
        try {
            for (String line : Files.readAllLines(new File("/proc/mounts").toPath(), StandardCharsets.UTF_8)) {
                String[] fields = line.split(" ", -1);
                if (fields.length > 3 && folder.startsWith(fields[1]) && fields[1].length() >= longest) {
                    longest = fields[1].length();
                    options = fields[3];
                }
            }
        } catch (IOException e) {
            return false;
        }
        return List.of(options.split(",", -1)).contains(NO_EXEC);
    }
}
