/// A program that stands in for signal-cli 0.13.19, as far as Guichet uses it: the same command line, the same JSON-RPC, the same codes of
/// errors, held to the same contract test. It never connects to anything. What people on the other side do, and every fault, comes from a
/// script in its data folder that tests and the demo write through [StandIn].
@NullMarked
package guichet.demo.signal;

import org.jspecify.annotations.NullMarked;
