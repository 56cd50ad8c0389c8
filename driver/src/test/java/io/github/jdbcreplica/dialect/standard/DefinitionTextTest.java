package io.github.jdbcreplica.dialect.standard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.dialect.standard.DefinitionText.Part;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DefinitionTextTest {
    private static final DefinitionText TEXT = DefinitionText.of("""
            CREATE TABLE "odd (name)" ( -- a comment, with a comma
              "id" INTEGER PRIMARY KEY /* ( */ NOT NULL,
              [b c] DECIMAL(10, 2) DEFAULT 'it''s, (so' CHECK ("b c" IN (1, 2)),
              `d``e`TEXT,
              constraint "fk,1" foreign key (id) references p (id, x),
              PRIMARY KEY ("id", `d``e`), unique (id)) WITHOUT ROWID, STRICT""");

    @Test
    void commas_count_only_outside_of_parentheses_quotes_and_comments() {
        assertThat(TEXT.parts()).hasSize(6);
        assertThat(TEXT.tail()).isEqualTo(" WITHOUT ROWID, STRICT");
        assertThat(TEXT.parts().get(1).text())
                .isEqualTo("[b c] DECIMAL(10, 2) DEFAULT 'it''s, (so' CHECK (\"b c\" IN (1, 2))");
    }

    @Test
    void a_column_has_its_name_and_what_stands_behind_it() {
        assertThat(TEXT.parts().stream().limit(3).map(Part::column))
                .containsExactly(Optional.of("id"), Optional.of("b c"), Optional.of("d`e"));
        assertThat(TEXT.parts().get(0).behindName().strip().replaceAll(" +", " "))
                .isEqualTo("INTEGER PRIMARY KEY NOT NULL");
        assertThat(TEXT.parts().get(2).behindName()).isEqualTo("TEXT");
    }

    @Test
    void constraints_are_told_from_columns_and_from_one_another() {
        assertThat(TEXT.parts().stream().skip(3).map(Part::column)).containsOnly(Optional.empty());
        assertThat(TEXT.parts().stream().map(Part::isPrimaryKey))
                .containsExactly(false, false, false, false, true, false);
        assertThat(TEXT.parts().get(3).isForeignKey("FK,1")).isTrue();
        assertThat(TEXT.parts().get(3).isForeignKey("fk")).isFalse();
        assertThat(TEXT.parts().get(4).isForeignKey("fk,1")).isFalse();
    }
}
