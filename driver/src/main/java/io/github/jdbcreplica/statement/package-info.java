/**
 * What the user asked: the replication statements as sealed records, the one parser that makes them, and the options of CHANGE REPLICATION SOURCE TO as an enum.
 * Pure: nothing here touches a database or a thread.
 */
package io.github.jdbcreplica.statement;
