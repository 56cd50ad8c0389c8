/**
 * The test kit for dialects: one kind of target, judged by a real source and by the target's own driver. A dialect's author extends {@link io.github.jdbcreplica.kit.TargetUnderTest} and three contracts:
 *
 * <pre>
 *   class OurFidelityIT extends FidelityContract {
 *       &#64;Override
 *       protected TargetUnderTest open() {
 *           return new OurTarget();
 *       }
 *   }
 * </pre>
 *
 * <ul>
 *   <li>{@link io.github.jdbcreplica.kit.FidelityContract}: every type at its extremes, inserted, updated, deleted, with and without a key; prints a matrix;
 *   <li>{@link io.github.jdbcreplica.kit.DdlCorpusContract}: the schema changes of applications, with rows between them;
 *   <li>{@link io.github.jdbcreplica.kit.RandomHistoryContract}: schema changes and rows at random ({@code -Dkit.seed}, {@code -Dkit.steps}).
 * </ul>
 *
 * <p>What a dialect does not keep is listed by its {@code TargetUnderTest}, with the reason. What is listed must indeed not work: an excuse that is no longer needed fails the test.
 */
package io.github.jdbcreplica.kit;
