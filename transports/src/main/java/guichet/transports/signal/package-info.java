/// Signal, by way of signal-cli: a process of its own that is fed requests by a pipe and writes everything it has to say into a file in
/// memory, the *spool*. signal-cli acknowledges a message to the service once its line is written; the spool is what makes that safe: it
/// outlives us, and a line leaves it only when the vault holds it.
///
/// [SignalBridge] runs and watches the process; [Frame] is one line of it; [SignalCalls] is what can be asked; [Linking] adds
/// an account.
@NullMarked
package guichet.transports.signal;

import org.jspecify.annotations.NullMarked;
