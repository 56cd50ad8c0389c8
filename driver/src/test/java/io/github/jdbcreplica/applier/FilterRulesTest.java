package io.github.jdbcreplica.applier;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.schema.TableName;
import io.github.jdbcreplica.statement.FilterRule;
import io.github.jdbcreplica.statement.FilterValue;
import io.github.jdbcreplica.statement.ReplicationFilter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Measured on MySQL 9.7 with lower_case_table_names=0; FiltersIT compares whole replicas. */
class FilterRulesTest {
    private static FilterRules rules(Map<FilterRule, List<FilterValue>> rules) {
        return new FilterRules(new ReplicationFilter(rules));
    }

    private static List<TableName> tables(String... names) {
        return List.of(names).stream()
                .map(name -> new TableName(name.substring(0, name.indexOf('.')), name.substring(name.indexOf('.') + 1)))
                .toList();
    }

    @Test
    void a_statement_without_a_default_database_is_in_none_that_is_to_be_replicated() {
        FilterRules rules = rules(Map.of(FilterRule.REPLICATE_DO_DB, List.of(new FilterValue("a", ""))));
        assertThat(rules.replicatesDatabase("")).isFalse();
        assertThat(rules.replicatesDatabase("A")).isFalse();
        assertThat(rules.replicatesDatabase("a")).isTrue();
    }

    @Test
    void the_first_table_that_a_rule_knows_decides() {
        FilterRules rules = rules(Map.of(
                FilterRule.REPLICATE_IGNORE_TABLE, List.of(new FilterValue("a", "w1")),
                FilterRule.REPLICATE_DO_TABLE, List.of(new FilterValue("a", "w2"))));
        assertThat(rules.replicatesTables(tables("a.x", "a.w1", "a.w2"))).isFalse();
        assertThat(rules.replicatesTables(tables("a.x", "a.w2", "a.w1"))).isTrue();
        assertThat(rules.replicatesTables(tables("a.x"))).isFalse();
    }

    @Test
    void patterns_compare_bytes() {
        assertThat(new WildPattern("a.t%").matches("a.t")).isTrue();
        assertThat(new WildPattern("a.t%").matches("a.T5")).isFalse();
        assertThat(new WildPattern("b.y_").matches("b.yé")).isFalse();
        assertThat(new WildPattern("b.y__").matches("b.yé")).isTrue();
        assertThat(new WildPattern("b.x\\_é").matches("b.x_é")).isTrue();
        assertThat(new WildPattern("b.x\\_é").matches("b.xaé")).isFalse();
        assertThat(new WildPattern("%.%").matches("a.")).isTrue();
        assertThat(new WildPattern("a\\").matches("a\\")).isTrue();
    }

    @Test
    void patterns_of_tables_speak_for_databases_only_without_rules_on_databases() {
        FilterRules wild = rules(Map.of(FilterRule.REPLICATE_WILD_DO_TABLE, List.of(new FilterValue("a", "t%"))));
        assertThat(wild.replicatesDatabaseItself("a")).isFalse();
        assertThat(wild.replicatesDatabaseItself("a.tx")).isTrue();
        FilterRules both = rules(Map.of(
                FilterRule.REPLICATE_WILD_DO_TABLE, List.of(new FilterValue("b", "%")),
                FilterRule.REPLICATE_DO_DB, List.of(new FilterValue("a", ""))));
        assertThat(both.replicatesDatabaseItself("a")).isTrue();
    }
}
