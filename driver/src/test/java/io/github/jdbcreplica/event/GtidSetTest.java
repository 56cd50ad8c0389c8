package io.github.jdbcreplica.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class GtidSetTest {
    private static final String A = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
    private static final String F = "ffffffff-71ca-11e1-9e33-c80aa9429562";

    @Test
    void mySqlSetsArePrintedAsTheServerPrintsThem() {
        String text = F + ":5, " + A.toUpperCase() + ":7:1-3 : 4-5 , " + A + ":Tag:3:1:2:a:9";
        assertThat(MySqlGtidSet.parse(text)).hasToString(A + ":1-5:7:a:9:tag:1-3,\n" + F + ":5");
        assertThat(MySqlGtidSet.parse("")).hasToString("");
        assertThat(MySqlGtidSet.parse(" , \n").isEmpty()).isTrue();
    }

    @Test
    void mySqlSetsGrowAndContain() {
        MySqlGtidSet set = MySqlGtidSet.parse(A + ":1-5:9");
        assertThat(set.contains(A + ":9")).isTrue();
        assertThat(set.contains(A + ":6")).isFalse();
        assertThat(set.contains(A + ":tag:1")).isFalse();
        assertThat(set.with(A + ":6").with(A + ":8").with(A + ":7")).hasToString(A + ":1-9");
        assertThat(set.with(A + ":t:1")).hasToString(A + ":1-5:9:t:1");
        assertThat(set.union(MySqlGtidSet.parse(A + ":3-20:22," + F + ":1"))).hasToString(A + ":1-20:22,\n" + F + ":1");
        assertThat(set).hasToString(A + ":1-5:9");
        assertThat(set.contains(A + ":2-4:9")).isTrue();
        assertThat(set.contains(A + ":5-6")).isFalse();
    }

    @Test
    void malformedMySqlSetsAreRefused() {
        for (String text : new String[] {
            "x", A, A + ":", A + ":tag", A + ":0", A + ":1-2-3", A + ":9t:1", A + ":9223372036854775807", "1-2-3"
        }) {
            assertThatThrownBy(() -> MySqlGtidSet.parse(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theTaggedEncodingIsUsedOnlyWithTags() {
        assertThat(hex(MySqlGtidSet.parse(A + ":5").encode()))
                .isEqualTo("0100000000000000" + A.replace("-", "") + "0100000000000000" + "0500000000000000"
                        + "0600000000000000");
        assertThat(hex(MySqlGtidSet.parse(A + ":ab:5").encode()))
                .isEqualTo("0101000000000001" + A.replace("-", "") + "046162" + "0100000000000000" + "0500000000000000"
                        + "0600000000000000");
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void mariaDbPositionsKeepTheLastOfEachDomain() {
        MariaDbGtidSet set = MariaDbGtidSet.parse("1-2-3, 0-3000000000-100");
        assertThat(set).hasToString("0-3000000000-100,1-2-3");
        assertThat(set.with("0-7-101")).hasToString("0-7-101,1-2-3");
        assertThat(set.contains("0-3000000000-100")).isTrue();
        assertThat(set.contains("0-3000000000-99"))
                .as("the source may have begun to count anew")
                .isFalse();
        assertThat(set.contains("0-9-100")).isFalse();
        assertThat(set.contains("5-9-1")).isFalse();
        assertThat(set.union(MariaDbGtidSet.parse("1-1-1,2-2-18446744073709551615")))
                .hasToString("0-3000000000-100,1-2-3,2-2-18446744073709551615");
        assertThat(MariaDbGtidSet.parse("").isEmpty()).isTrue();
        assertThatThrownBy(() -> MariaDbGtidSet.parse("0-1")).isInstanceOf(IllegalArgumentException.class);
    }
}
