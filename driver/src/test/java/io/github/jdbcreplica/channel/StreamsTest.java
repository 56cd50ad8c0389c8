package io.github.jdbcreplica.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.event.BinlogCoordinates;
import io.github.jdbcreplica.event.EventBatch;
import io.github.jdbcreplica.event.GtidSet;
import io.github.jdbcreplica.event.SourcePosition;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Which stream an applier goes on with: never behind what another took and did not commit. */
class StreamsTest {
    private static final SourcePosition BEGINNING = at(4);
    private static final SourcePosition LATER = at(1000);

    private final AtomicInteger rewinds = new AtomicInteger();
    private final Streams streams = new Streams();

    private static SourcePosition at(long position) {
        return new SourcePosition(new BinlogCoordinates("b.1", position), GtidSet.parse(""));
    }

    @Test
    void the_first_applier_goes_on_with_the_stream_that_begins_where_it_has_come_to() {
        streams.producerStarts(rewinds::incrementAndGet, BEGINNING, false);
        Handoff begun = streams.current();

        assertThat(streams.attach(BEGINNING)).isSameAs(begun);
        assertThat(rewinds).hasValue(0);
    }

    @Test
    void an_applier_that_has_come_elsewhere_gets_a_stream_of_its_own() {
        streams.producerStarts(rewinds::incrementAndGet, BEGINNING, false);
        Handoff begun = streams.current();

        assertThat(streams.attach(LATER)).isNotSameAs(begun).isSameAs(streams.current());
        assertThat(streams.current().resume()).isEqualTo(LATER);
        assertThat(rewinds).hasValue(1);
    }

    @Test
    void a_producer_that_comes_back_goes_on_with_the_stream_of_the_applier_at_work() {
        streams.producerStarts(rewinds::incrementAndGet, BEGINNING, false);
        Handoff begun = streams.attach(BEGINNING);
        streams.producerStopped();

        streams.producerStarts(rewinds::incrementAndGet, LATER, true);

        assertThat(streams.current()).isSameAs(begun);
    }

    /** The first applier has the batch in hand, is stopped and applies nothing of it, while the producer has not yet noticed that the exchange is done. */
    @Test
    void what_one_applier_dropped_the_next_one_gets() throws Exception {
        BlockingQueue<Handoff> offered = new LinkedBlockingQueue<>();
        Thread producer = new Thread(() -> {
            try {
                while (true) {
                    offered.take().offer(new EventBatch(), LATER);
                }
            } catch (InterruptedException e) {
                // The test is over.
            }
        });
        producer.start();
        for (int i = 0; i < 20_000; i++) {
            Streams fresh = new Streams();
            fresh.producerStarts(() -> {}, BEGINNING, false);
            Handoff first = fresh.attach(BEGINNING);
            offered.add(first);
            first.take(new EventBatch());

            Handoff second = fresh.attach(BEGINNING);

            assertThat(second).isNotSameAs(first);
            assertThat(second.resume()).isEqualTo(BEGINNING);
        }
        producer.interrupt();
        producer.join();
    }
}
