package io.github.jdbcreplica.dialect;

/** What becomes of zero and partial dates on a target whose dates cannot be that. */
public enum ZeroDates {
    ERROR,
    NULL
}
