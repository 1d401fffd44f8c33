/// The one way in: what a channel hands over is stored, judged, filed and indexed, exactly once.
@NullMarked
package guichet.inbox.intake;

import org.jspecify.annotations.NullMarked;
