/// How connections leave this machine.
@org.jspecify.annotations.NullMarked
package guichet.transports.net;
