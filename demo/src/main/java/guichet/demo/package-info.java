/// A small organisation on loopback.
@NullMarked
package guichet.demo;

import org.jspecify.annotations.NullMarked;
