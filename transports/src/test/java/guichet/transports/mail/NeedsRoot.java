package guichet.transports.mail;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A test that starts daemons which need root. Elsewhere it is skipped and says so; where `guichet.peers=required` it fails.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsRoot.Condition.class)
public @interface NeedsRoot {
    /// Decides for it.
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if ("root".equals(System.getProperty("user.name"))) {
                return ConditionEvaluationResult.enabled("runs as root");
            }
            String sentence = "only root can start Dovecot and Postfix";
            if (System.getProperty("guichet.peers", "optional").equals("required")) {
                throw new ExtensionConfigurationException(sentence);
            }
            return ConditionEvaluationResult.disabled(sentence + "; the test is skipped");
        }
    }
}
