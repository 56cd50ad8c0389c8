/**
 * H2 as a target: a source's database is a schema there. What H2 cannot do as MySQL does is refused with a reason, never approximated: conversions between types that the two would do differently, values of new columns that only the
 * source knows, DDL that changes rows.
 */
package io.github.jdbcreplica.dialect.h2;
