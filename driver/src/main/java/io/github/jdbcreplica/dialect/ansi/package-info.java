/** Any other product as the target, in plain standard SQL. Entry: {@link io.github.jdbcreplica.dialect.ansi.AnsiDialect}. */
package io.github.jdbcreplica.dialect.ansi;
