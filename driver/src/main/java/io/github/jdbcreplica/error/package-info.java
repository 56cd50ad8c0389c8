/**
 * MySQL's own error numbers, SQLSTATEs and messages, as one enum. A leaf: it imports nothing, everybody may use it.
 */
package io.github.jdbcreplica.error;
