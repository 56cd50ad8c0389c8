/**
 * All thread code: controllers, the producer and the applier thread of each channel, their lifecycle (Phaser) and the hand-off between them (Exchanger).
 * Entry: {@link io.github.jdbcreplica.channel.ReplicaTarget}, called by {@code jdbc} on the user's thread.
 */
package io.github.jdbcreplica.channel;
