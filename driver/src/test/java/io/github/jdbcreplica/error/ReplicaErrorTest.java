package io.github.jdbcreplica.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLWarning;
import org.junit.jupiter.api.Test;

class ReplicaErrorTest {
    @Test
    void no_number_is_used_twice_but_where_the_server_has_several_texts_for_it() {
        assertThat(ReplicaError.values())
                .filteredOn(error ->
                        error != ReplicaError.GTID_ONLY_PARSE_ERROR && error != ReplicaError.WARN_DEPRECATED_VARIABLE)
                .extracting(ReplicaError::code)
                .doesNotHaveDuplicates();
    }

    @Test
    void messages_take_their_arguments_and_keep_the_servers_own_spelling() {
        assertThat(ReplicaError.REPLICA_CHANNEL_WAS_RUNNING.message("c"))
                .isEqualTo("Replication thread(s) for channel 'c' are already runnning.");
        assertThat(ReplicaError.PARSE_ERROR.message("x", 3)).endsWith("to use near 'x' at line 3");
    }

    @Test
    void a_note_has_no_stack_trace_because_tools_print_it() {
        SQLWarning note = ReplicaError.INSECURE_PLAIN_TEXT.note();
        assertThat(note.getStackTrace()).isEmpty();
        assertThat(note.getErrorCode()).isEqualTo(1759);
    }
}
