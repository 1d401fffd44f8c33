/// What the whole program promises, shown on real servers, real peers and real processes that are killed.
@org.jspecify.annotations.NullMarked
package guichet.proof;
