/**
 * The program of the all-in-one jar: {@code java -jar jdbc-replica-all.jar <URL>} keeps the replica of a target running without any other program, {@code -e} executes statements.
 * Entry: {@link io.github.jdbcreplica.service.ReplicaService}. The only package that prints.
 */
package io.github.jdbcreplica.service;
