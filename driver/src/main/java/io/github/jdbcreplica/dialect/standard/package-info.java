/**
 * What the targets that do not speak MySQL have in common. A dialect of this family says four things of its own: its {@link io.github.jdbcreplica.dialect.standard.TypeTable types}, how it
 * {@link io.github.jdbcreplica.dialect.standard.SchemaSyntax spells changes of a schema}, where its catalogue is, and what its error codes mean.
 *
 * <p>A value goes in two steps: {@link io.github.jdbcreplica.dialect.standard.PlainValue} makes a plain Java value of what the log holds, which depends on the source's column only; a
 * {@link io.github.jdbcreplica.dialect.standard.Form} brings it to the target, as a parameter or as a literal, which depends on the target's column only. A schema change goes the way of
 * {@link io.github.jdbcreplica.dialect.standard.SchemaChangePlan}: from the change and the model of the source's tables to statements of the target.
 */
package io.github.jdbcreplica.dialect.standard;
