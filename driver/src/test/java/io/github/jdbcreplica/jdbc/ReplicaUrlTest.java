package io.github.jdbcreplica.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicaUrlTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        jdbc:replica:mysql://localhost/                                    | jdbc:mysql://localhost/
        jdbc:replica:mysql://h/db?replica.serverId=7                       | jdbc:mysql://h/db
        jdbc:replica:mysql://h/db?replica.serverId=7&a=b                   | jdbc:mysql://h/db?a=b
        jdbc:replica:mysql://h/db?a=b&replica.serverId=7                   | jdbc:mysql://h/db?a=b
        jdbc:replica:mysql://h/db?a=b&replica.serverId=7&c=d               | jdbc:mysql://h/db?a=b&c=d
        jdbc:replica:mysql://h/db?a=b&Replica.SERVERID=7&c=d               | jdbc:mysql://h/db?a=b&c=d
        jdbc:replica:mysql://h/db?sessionVariables=a=1;b=2&replica.serverId=7 | jdbc:mysql://h/db?sessionVariables=a=1;b=2
        jdbc:replica:mariadb://h:3307/db?x=%26&replica.serverId=7          | jdbc:mariadb://h:3307/db?x=%26
        jdbc:replica:postgresql://h/db?options=-c%20x&replica.serverId=7   | jdbc:postgresql://h/db?options=-c%20x
        jdbc:replica:h2:./shop                                             | jdbc:h2:./shop
        jdbc:replica:h2:./shop;replica.serverId=7                          | jdbc:h2:./shop
        jdbc:replica:h2:./shop;MODE=MySQL;replica.serverId=7;TRACE_LEVEL_FILE=0 | jdbc:h2:./shop;MODE=MySQL;TRACE_LEVEL_FILE=0
        jdbc:replica:h2:./shop;INIT=SET A=1\\;replica.x=2;replica.serverId=7 | jdbc:h2:./shop;INIT=SET A=1\\;replica.x=2
        jdbc:replica:sqlserver://h;databaseName=x;replica.serverId=7       | jdbc:sqlserver://h;databaseName=x
        jdbc:replica:sqlserver://h;password={a;replica.b=c};replica.serverId=7 | jdbc:sqlserver://h;password={a;replica.b=c}
        """)
    void options_of_ours_are_taken_out_wherever_they_stand(String url, String inner) throws SQLException {
        ReplicaUrl parsed = ReplicaUrl.parse(url);

        assertThat(parsed.innerUrl()).isEqualTo(inner);
        if (!url.equals("jdbc:replica:" + inner.substring("jdbc:".length()))) {
            assertThat(parsed.options().values()).containsExactly("7");
        }
    }

    @Test
    void a_query_s_value_is_percent_decoded_and_a_semicolon_list_s_is_not() throws SQLException {
        assertThat(ReplicaUrl.parse("jdbc:replica:mysql://h/?replica.driver=a%2Eb")
                        .options())
                .isEqualTo(Map.of("replica.driver", "a.b"));
        assertThat(ReplicaUrl.parse("jdbc:replica:h2:x;replica.driver=a%2Eb").options())
                .isEqualTo(Map.of("replica.driver", "a%2Eb"));
        assertThatThrownBy(() -> ReplicaUrl.parse("jdbc:replica:mysql://h/?replica.driver=%zz"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("replica.driver");
    }

    /** Passed on, they would become part of a name or of another parameter, and nobody would notice that they do nothing. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        jdbc:replica:h2:./x?replica.nonsense=s3cret            | jdbc:replica:h2:...;replica.nonsense=
        jdbc:replica:h2:./x?a=b&Replica.netTimeout=7           | jdbc:replica:h2:...;replica.netTimeout=
        jdbc:replica:h2:./x;MODE=MySQL& replica.netTimeout=7   | jdbc:replica:h2:...;replica.netTimeout=
        jdbc:replica:mysql://h/x;replica.intercept=false       | jdbc:replica:mysql:...?replica.intercept=
        jdbc:replica:mysql://h/x&REPLICA.intercept=false       | jdbc:replica:mysql:...?replica.intercept=
        jdbc:replica:mysql://h/x?a=b;replica.intercept=false   | jdbc:replica:mysql:...?replica.intercept=
        jdbc:replica:mysql://h/x?a=b?replica.intercept=false   | jdbc:replica:mysql:...?replica.intercept=
        """)
    void an_option_in_another_database_s_style_is_refused_with_the_right_one(String url, String style) {
        assertThatThrownBy(() -> ReplicaUrl.parse(url))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(style)
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:replica:",
                "jdbc:replica: ",
                "jdbc:replica:jdbc:mysql://localhost/",
                "jdbc:replica:replica:mysql://localhost/"
            })
    void a_url_without_a_proper_inner_url_is_explained(String url) {
        assertThatThrownBy(() -> ReplicaUrl.parse(url))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("jdbc:replica:mysql://localhost/");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        jdbc:mysql://localhost:3306/shop                      | jdbc:mysql://localhost:3306/shop
        jdbc:mysql://root:s3cret@db1:3306,db2/shop            | jdbc:mysql://db1:3306,db2/shop
        jdbc:mysql://u:s3cret@db1,v:s3cret@db2/shop           | jdbc:mysql://db2/shop
        jdbc:mysql://db/shop?user=a&password=s3cret           | jdbc:mysql://db/shop
        jdbc:mysql://db/shop?user=a&password=s3c@ret          | jdbc:mysql://...
        jdbc:mysql://root:s3?cret@db/shop                     | jdbc:mysql://...
        jdbc:mysql://root:s3/cret@db/shop                     | jdbc:mysql://db/shop
        jdbc:mysql://root:s3#cret@db/shop                     | jdbc:mysql://...
        jdbc:mysql://root:s3;cret@db/shop                     | jdbc:mysql://...
        jdbc:mysql://(host=db,password=s3cret)/shop           | jdbc:mysql://...
        jdbc:mysql:replication://root:s3cret@db1,db2/shop     | jdbc:mysql:replication://db1,db2/shop
        jdbc:h2:./shop;USER=sa;PASSWORD=s3cret                | jdbc:h2:./shop
        jdbc:oracle:thin:scott/s3cret@db:1521                 | jdbc:oracle:db:1521
        jdbc:sqlserver://db;password=s3cret                   | jdbc:sqlserver://db
        jdbc:my                                               | jdbc:my
        """)
    void messages_show_a_url_without_anything_secret(String url, String shown) {
        assertThat(SafeUrl.of(url)).isEqualTo(shown).doesNotContain("s3c");
    }
}
