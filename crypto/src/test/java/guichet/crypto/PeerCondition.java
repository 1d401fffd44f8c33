package guichet.crypto;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/// Decides for [RequiresPeer].
public final class PeerCondition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        List<String> missing = context.getElement()
                .flatMap(element -> AnnotationSupport.findAnnotation(element, RequiresPeer.class)).stream()
                .flatMap(requires -> Arrays.stream(requires.value())).filter(program -> find(program).isEmpty())
                .toList();
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("every peer is installed");
        }
        String sentence = "not installed: " + String.join(", ", missing);
        if (System.getProperty("guichet.peers", "optional").equals("required")) {
            throw new ExtensionConfigurationException(sentence);
        }
        return ConditionEvaluationResult.disabled(sentence + "; the test is skipped");
    }

    /// Where `tools/install-peers` puts what comes from npm.
    private static final String PEERS = Path.of(System.getProperty("guichet.root", ".."), "target", "peers",
            "node_modules", ".bin").toString();

    /// Where a program is: on the PATH, where daemons are, or among the peers.
    public static Optional<Path> find(String program) {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin");
        return Stream.concat(Arrays.stream(path.split(File.pathSeparator, -1)), Stream.of("/usr/sbin", "/sbin", PEERS))
                .filter(folder -> !folder.isEmpty()).map(folder -> Path.of(folder, program)).filter(Files::isExecutable)
                .findFirst();
    }
}
