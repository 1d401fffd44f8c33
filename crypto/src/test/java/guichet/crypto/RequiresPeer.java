package guichet.crypto;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// A test that needs other programs. Where one is missing the test is skipped and says so; where
/// `guichet.peers=required` (the profile `interop`) it fails.
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(PeerCondition.class)
public @interface RequiresPeer {
    /// The programs' names, as on the PATH.
    String[] value();
}
