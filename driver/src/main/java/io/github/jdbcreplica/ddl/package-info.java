/**
 * MySQL and MariaDB DDL as data: text in, a sealed {@link io.github.jdbcreplica.ddl.SchemaChange} out, and the effect of a change on the model of the source's tables. The only importer of the grammar library.
 */
package io.github.jdbcreplica.ddl;
