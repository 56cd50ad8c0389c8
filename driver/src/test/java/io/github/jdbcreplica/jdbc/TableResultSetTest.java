package io.github.jdbcreplica.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is typed here as Connector/J types it was observed with Connector/J 26.10 on a MySQL 9.7 server. */
class TableResultSetTest {
    private ResultSet rows;

    @BeforeEach
    void open() {
        rows = TableResultSet.of(RecordingTarget.STATUS, 0, null).proxy();
    }

    @Test
    void it_scrolls() throws SQLException {
        assertThat(rows.isBeforeFirst()).isTrue();
        assertThat(rows.next()).isTrue();
        assertThat(rows.isFirst()).isTrue();
        assertThat(rows.getRow()).isEqualTo(1);
        assertThat(rows.next()).isTrue();
        assertThat(rows.isLast()).isTrue();
        assertThat(rows.next()).isFalse();
        assertThat(rows.isAfterLast()).isTrue();
        assertThat(rows.getRow()).isZero();
        assertThat(rows.next()).isFalse();
        assertThat(rows.previous()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("db2");
        assertThat(rows.absolute(-2)).isTrue();
        assertThat(rows.getString(1)).isEqualTo("db1");
        assertThat(rows.relative(1)).isTrue();
        assertThat(rows.relative(Integer.MAX_VALUE)).isFalse();
        assertThat(rows.isAfterLast()).isTrue();
        assertThat(rows.absolute(Integer.MIN_VALUE)).isFalse();
        assertThat(rows.isBeforeFirst()).isTrue();
        assertThat(rows.last()).isTrue();
        assertThat(rows.first()).isTrue();
        rows.afterLast();
        assertThat(rows.isAfterLast()).isTrue();
        rows.beforeFirst();
        assertThat(rows.isBeforeFirst()).isTrue();
        assertThat(rows.getType()).isEqualTo(ResultSet.TYPE_SCROLL_INSENSITIVE);
        assertThat(rows.getConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
    }

    @Test
    void an_empty_one_has_no_position_at_all() throws SQLException {
        ResultSet none = TableResultSet.of(
                        new io.github.jdbcreplica.channel.StatementResult.Table(
                                RecordingTarget.COLUMNS, java.util.List.of(), java.util.List.of()),
                        0,
                        null)
                .proxy();

        assertThat(none.isBeforeFirst()).isFalse();
        assertThat(none.first()).isFalse();
        assertThat(none.last()).isFalse();
        assertThat(none.next()).isFalse();
        assertThat(none.isAfterLast()).isFalse();
        assertThat(none.getRow()).isZero();
        assertThat(none.getMetaData().getColumnCount()).isEqualTo(4);
    }

    @Test
    void numbers_are_unsigned_as_connector_j_types_them() throws SQLException {
        rows.last();

        assertThat(rows.getObject("Source_Port")).isEqualTo(3307L);
        assertThat(rows.getObject("Read_Source_Log_Pos")).isEqualTo(BigInteger.valueOf(Long.MAX_VALUE));
        assertThat(rows.getInt(2)).isEqualTo(3307);
        assertThat(rows.getShort(2)).isEqualTo((short) 3307);
        assertThat(rows.getLong("read_source_log_pos")).isEqualTo(Long.MAX_VALUE);
        assertThat(rows.getString(2)).isEqualTo("3307");
        assertThat(rows.getBigDecimal(2)).isEqualTo(BigDecimal.valueOf(3307));
        assertThat(rows.getDouble(2)).isEqualTo(3307d);
        assertThat(rows.getBoolean(2)).isTrue();
        assertThat(rows.getObject(2, Integer.class)).isEqualTo(3307);
        assertThat(rows.getObject(2, String.class)).isEqualTo("3307");
        assertThat(rows.getObject(1, Object.class)).isEqualTo("db2");
        assertThatThrownBy(() -> rows.getByte(2))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("Source_Port");
        assertThatThrownBy(() -> rows.getInt(3)).isInstanceOf(SQLException.class);
    }

    @Test
    void null_is_told_by_wasNull() throws SQLException {
        rows.next();

        assertThat(rows.getLong("Seconds_Behind_Source")).isZero();
        assertThat(rows.wasNull()).isTrue();
        assertThat(rows.getObject(4)).isNull();
        assertThat(rows.getObject(4, Long.class)).isNull();
        assertThat(rows.getString(1)).isEqualTo("db1");
        assertThat(rows.wasNull()).isFalse();
    }

    @Test
    void columns_are_found_whatever_the_letter_case() throws SQLException {
        assertThat(rows.findColumn("SECONDS_behind_SOURCE")).isEqualTo(4);
        assertThatThrownBy(() -> rows.findColumn("x"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42S22"));
        rows.next();
        assertThatThrownBy(() -> rows.getString(0)).hasMessage("Column Index out of range, 0 < 1.");
        assertThatThrownBy(() -> rows.getString(5)).hasMessage("Column Index out of range, 5 > 4.");
    }

    @Test
    void text_converts_as_connector_j_converts_it() throws SQLException {
        ResultSet texts = TableResultSet.of(
                        new io.github.jdbcreplica.channel.StatementResult.Table(
                                java.util.List.of(new io.github.jdbcreplica.channel.StatementResult.ResultColumn(
                                        "v", Types.VARCHAR, 10, false, false)),
                                Arrays.asList("Yes", "No", "", "2026-11-23 21:02:19.5", "db").stream()
                                        .map(text -> java.util.List.<Object>of(text))
                                        .toList(),
                                java.util.List.of()),
                        0,
                        null)
                .proxy();
        texts.next();
        assertThat(texts.getBoolean(1)).isTrue();
        texts.next();
        assertThat(texts.getBoolean(1)).isFalse();
        texts.next();
        assertThat(texts.getInt(1)).isZero();
        assertThat(texts.getBoolean(1)).isFalse();
        texts.next();
        assertThat(texts.getTimestamp(1)).hasToString("2026-11-23 21:02:19.5");
        assertThat(texts.getDate(1)).hasToString("2026-11-23");
        texts.next();
        assertThatThrownBy(() -> texts.getInt(1))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22018"));
        assertThatThrownBy(() -> texts.getTimestamp(1)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> texts.getObject(1, Thread.class)).isInstanceOf(SQLException.class);
    }

    /** The getters that Connector/J answers on the text columns of SHOW REPLICA STATUS. */
    @Test
    void a_text_is_also_a_stream_and_a_lob() throws Exception {
        rows.next();

        assertThat(rows.getBytes("Source_Host")).isEqualTo(bytes("db1"));
        assertThat(rows.getAsciiStream("Source_Host").readAllBytes()).isEqualTo(bytes("db1"));
        assertThat(rows.getBinaryStream(1).readAllBytes()).isEqualTo(bytes("db1"));
        assertThat(text(rows.getCharacterStream(1))).isEqualTo("db1");
        assertThat(text(rows.getNCharacterStream(1))).isEqualTo("db1");
        assertThat(rows.getNString(1)).isEqualTo("db1");
        assertThat(rows.getObject(1, byte[].class)).isEqualTo(bytes("db1"));
        assertThat(rows.getObject(1, NClob.class).getSubString(1, 3)).isEqualTo("db1");
        assertThatThrownBy(() -> rows.getURL(1))
                .isInstanceOf(SQLException.class)
                .hasMessage("Malformed URL 'db1'");
        assertThatThrownBy(() -> rows.getArray(1)).isInstanceOf(SQLException.class);

        rows.next();
        assertThat(rows.getClob(4).length()).isEqualTo(2);
        rows.previous();
        assertThat(rows.getClob(4)).isNull();
        assertThat(rows.wasNull()).isTrue();
    }

    @Test
    void a_clob_of_a_column_reads_and_refuses_to_be_written() throws Exception {
        rows.next();
        for (Clob clob : List.of(rows.getClob("Source_Host"), rows.getNClob(1))) {
            assertThat(clob.length()).isEqualTo(3);
            assertThat(clob.getSubString(2, 10)).isEqualTo("b1");
            assertThat(clob.getSubString(4, 1)).isEmpty();
            assertThat(text(clob.getCharacterStream())).isEqualTo("db1");
            assertThat(text(clob.getCharacterStream(2, 1))).isEqualTo("b");
            assertThat(clob.getAsciiStream().readAllBytes()).isEqualTo(bytes("db1"));
            assertThat(clob.position("1", 1)).isEqualTo(3);
            assertThat(clob.position("d", 2)).isEqualTo(-1);
            assertThat(clob.position(rows.getClob(1), 1)).isEqualTo(1);
            assertThatThrownBy(() -> clob.getSubString(0, 1)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> clob.getSubString(5, 1)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> clob.getSubString(1, -1)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> clob.setString(1, "x")).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> clob.truncate(1)).isInstanceOf(SQLException.class);
            clob.free();
            assertThatThrownBy(clob::length).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void a_blob_of_a_column_reads_and_refuses_to_be_written() throws Exception {
        rows.next();
        Blob blob = rows.getBlob(1);

        assertThat(blob.length()).isEqualTo(3);
        assertThat(blob.getBytes(2, 10)).isEqualTo(bytes("b1"));
        assertThat(blob.getBinaryStream().readAllBytes()).isEqualTo(bytes("db1"));
        assertThat(blob.getBinaryStream(3, 1).readAllBytes()).isEqualTo(bytes("1"));
        assertThat(blob.position(bytes("1"), 1)).isEqualTo(3);
        assertThat(blob.position(bytes("d"), 2)).isEqualTo(-1);
        assertThat(blob.position(blob, 1)).isEqualTo(1);
        assertThatThrownBy(() -> blob.getBytes(0, 1)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> blob.setBytes(1, bytes("x"))).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> blob.truncate(1)).isInstanceOf(SQLException.class);
        blob.free();
        assertThatThrownBy(blob::length).isInstanceOf(SQLException.class);
    }

    private static String text(Reader reader) throws IOException {
        StringWriter text = new StringWriter();
        reader.transferTo(text);
        return text.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void nothing_in_place_of_a_label_or_a_type_is_an_sql_exception() throws SQLException {
        assertThatThrownBy(() -> rows.getString((String) null))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42S22"));
        assertThatThrownBy(() -> rows.findColumn(null)).isInstanceOf(SQLException.class);
        rows.next();
        assertThatThrownBy(() -> rows.getObject(1, (Class<?>) null))
                .isInstanceOf(SQLException.class)
                .hasMessage("Type parameter can not be null");
    }

    @Test
    void its_metadata_is_that_of_a_mysql_server_s_status() throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();

        assertThat(columns.getColumnCount()).isEqualTo(4);
        assertThat(columns.getColumnLabel(2)).isEqualTo("Source_Port");
        assertThat(columns.getColumnType(2)).isEqualTo(Types.INTEGER);
        assertThat(columns.getColumnTypeName(2)).isEqualTo("INT UNSIGNED");
        assertThat(columns.getColumnClassName(2)).isEqualTo("java.lang.Long");
        assertThat(columns.getColumnTypeName(3)).isEqualTo("BIGINT UNSIGNED");
        assertThat(columns.getColumnClassName(3)).isEqualTo("java.math.BigInteger");
        assertThat(columns.getColumnDisplaySize(1)).isEqualTo(256);
        assertThat(columns.getTableName(1)).isEmpty();
        assertThat(columns.isReadOnly(1)).isTrue();
        assertThat(columns.isNullable(4)).isEqualTo(ResultSetMetaData.columnNullable);
        assertThatThrownBy(() -> columns.getColumnLabel(5)).isInstanceOf(SQLException.class);
    }

    @Test
    void outside_its_rows_it_says_so() {
        assertThatThrownBy(() -> rows.getString(1)).hasMessage("Before start of result set");
        assertThatThrownBy(() -> {
                    rows.afterLast();
                    rows.getString(1);
                })
                .hasMessage("After end of result set");
    }

    @Test
    void every_method_either_answers_or_refuses_with_an_sql_exception() throws Exception {
        rows.next();
        for (Method method : ResultSet.class.getMethods()) {
            if (method.getName().equals("close")) {
                continue;
            }
            Object[] arguments = Arrays.stream(method.getParameterTypes())
                    .map(type -> type == int.class ? Integer.valueOf(1) : RecordingDelegate.answer(type))
                    .toArray();
            for (int i = 0; i < arguments.length; i++) {
                if (method.getParameterTypes()[i] == Class.class) {
                    arguments[i] = String.class;
                }
            }
            try {
                method.invoke(rows, arguments);
            } catch (InvocationTargetException thrown) {
                assertThat(thrown.getCause()).as("%s", method).isInstanceOf(SQLException.class);
            }
            rows.absolute(1);
        }
    }

    @Test
    void after_close_only_isClosed_answers() throws SQLException {
        TableResultSet closing = TableResultSet.of(RecordingTarget.STATUS, 0, null);
        closing.discard();

        assertThat(closing.proxy().isClosed()).isTrue();
        assertThatThrownBy(() -> closing.proxy().next()).hasMessage("Operation not allowed after ResultSet closed");
    }

    @Test
    void no_more_than_the_maximum_of_rows_is_shown() throws SQLException {
        ResultSet one = TableResultSet.of(RecordingTarget.STATUS, 1, null).proxy();

        assertThat(one.last()).isTrue();
        assertThat(one.getRow()).isEqualTo(1);
    }
}
