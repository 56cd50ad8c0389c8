package io.github.jdbcreplica.channel;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/** Opens connections of our own to a target: the inner driver with the user's URL, never wrapped, never from the user's pool. Safe for use by any thread. Equal to another with the same URL, properties and driver. */
public interface TargetConnector {

    /** The same without anything secret, for messages. */
    String displayUrl();

    /** @param extra properties added to the user's own, overriding none of them */
    Connection connect(Properties extra) throws SQLException;
}
