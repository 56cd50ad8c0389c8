/**
 * The seam to the target: how one kind of database is spoken to. A dialect is stateless and knows no thread, no position and no event stream; it renders identifiers, types and table operations,
 * binds MySQL values, and reads the target's catalogue and error codes. One sub-package per target.
 */
package io.github.jdbcreplica.dialect;
