package guichet.transports.signal;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Where programs are.
final class ProgramFile {
    private static final String USUAL_PATH = "/usr/local/bin:/usr/bin:/bin";

    private ProgramFile() {
    }

    /// @param name a name on the PATH, or a file where it has a slash
    static Optional<Path> find(String name, Map<String, String> environment) {
        try {
            Stream<Path> places = name.contains("/")
                    ? Stream.of(Path.of(name))
                    : Arrays.stream(path(environment).split(File.pathSeparator, -1)).filter(folder -> !folder.isEmpty())
                            .map(folder -> Path.of(folder, name));
            return places.filter(file -> Files.isRegularFile(file) && Files.isExecutable(file)).findFirst()
                    .map(Path::toAbsolutePath);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    static String path(Map<String, String> environment) {
        return environment.getOrDefault("PATH", USUAL_PATH);
    }

    /// A Java for signal-cli: the one that runs us, where it can start a program, else that of the environment.
    static Optional<Path> javaHome(Path ours, Map<String, String> environment) {
        return Stream.concat(Stream.of(ours), Optional.ofNullable(environment.get("JAVA_HOME")).map(Path::of).stream())
                .filter(home -> Files.isExecutable(home.resolve("bin/java"))).findFirst();
    }
}
