package io.github.jdbcreplica.ddl;

import io.github.jdbcreplica.ddl.SchemaChange.Alteration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The clauses of an ALTER TABLE so that one can be made after the other. To the server all of them speak of the columns as they were before the statement, but for AFTER, which speaks of those that it leaves, as keys do: {@code RENAME
 * COLUMN a TO b, RENAME COLUMN b TO a, ADD c INT AFTER a} is a swap, and c stands behind what was b (mysql_prepare_alter_table). Here a column whose new name is still another's gets a temporary name first; where columns get other
 * names, or names of others, defaults are set before that and columns find their place after it; keys come last.
 */
final class SimultaneousNames {
    private final List<Alteration> clauses;
    private final boolean reuses;
    private final List<Alteration> ofOldNames = new ArrayList<>();
    private final List<Alteration> ordered = new ArrayList<>();
    private final List<Alteration> later = new ArrayList<>();
    private final List<Alteration> ofNewNames = new ArrayList<>();
    private final List<Alteration> keys = new ArrayList<>();

    private SimultaneousNames(List<Alteration> clauses) {
        this.clauses = clauses;
        this.reuses = clauses.size() > 1
                && IntStream.range(0, clauses.size())
                        .anyMatch(i -> renames(clauses.get(i)) || isTakenBehind(i, newName(clauses.get(i))));
    }

    static List<Alteration> inOrder(List<Alteration> clauses) {
        return new SimultaneousNames(clauses).inOrder();
    }

    private List<Alteration> inOrder() {
        for (int i = 0; i < clauses.size(); i++) {
            Alteration clause = clauses.get(i);
            if (clause instanceof Alteration.AddKey || clause instanceof Alteration.AddForeignKey) {
                keys.add(clause);
            } else if (reuses) {
                order(i, clause);
            } else {
                ordered.add(clause);
            }
        }
        List<Alteration> all = new ArrayList<>(ofOldNames);
        all.addAll(ordered);
        all.addAll(later);
        all.addAll(ofNewNames);
        all.addAll(keys);
        return all;
    }

    private void order(int index, Alteration clause) {
        if (clause instanceof Alteration.SetDefault || clause instanceof Alteration.SetVisibility) {
            ofOldNames.add(clause);
        } else if (clause instanceof Alteration.AddColumn add) {
            if (add.ifNotExists()
                    && clauses.stream().map(SimultaneousNames::oldName).anyMatch(newName(add)::equalsIgnoreCase)) {
                throw new NotUnderstoodException("IF NOT EXISTS, of a column that gets another name");
            }
            ofNewNames.add(clause);
        } else {
            Alteration inPlace = clause;
            if (clause instanceof Alteration.ChangeColumn change
                    && change.position().isPresent()) {
                if (change.ifExists()) {
                    throw new NotUnderstoodException("IF EXISTS, of a column that moves, beside other clauses");
                }
                inPlace = new Alteration.ChangeColumn(change.oldName(), change.column(), Optional.empty(), false);
                ofNewNames.add(
                        new Alteration.ChangeColumn(change.column().name(), change.column(), change.position(), false));
            }
            ordered.add(isTakenBehind(index, newName(clause)) ? underTemporaryName(inPlace) : inPlace);
        }
    }

    private static boolean renames(Alteration clause) {
        return !newName(clause).isEmpty()
                && !oldName(clause).isEmpty()
                && !newName(clause).equalsIgnoreCase(oldName(clause));
    }

    private boolean isTakenBehind(int index, String name) {
        return clauses.subList(index + 1, clauses.size()).stream()
                .map(SimultaneousNames::oldName)
                .anyMatch(old -> !old.isEmpty() && old.equalsIgnoreCase(name));
    }

    private Alteration underTemporaryName(Alteration clause) {
        String temporary = "replica: " + later.size() + " " + newName(clause);
        later.add(new Alteration.RenameColumn(temporary, newName(clause)));
        if (clause instanceof Alteration.ChangeColumn) {
            Alteration.ChangeColumn change = (Alteration.ChangeColumn) clause;
            return new Alteration.ChangeColumn(
                    change.oldName(),
                    TableEdit.named(change.column(), temporary),
                    change.position(),
                    change.ifExists());
        }
        return new Alteration.RenameColumn(oldName(clause), temporary);
    }

    /** Empty when it gives none. */
    private static String newName(Alteration clause) {
        if (clause instanceof Alteration.AddColumn) {
            return ((Alteration.AddColumn) clause).column().name();
        }
        if (clause instanceof Alteration.ChangeColumn) {
            return ((Alteration.ChangeColumn) clause).column().name();
        }
        return clause instanceof Alteration.RenameColumn ? ((Alteration.RenameColumn) clause).newName() : "";
    }

    /** Empty when it leaves all that there are. */
    private static String oldName(Alteration clause) {
        if (clause instanceof Alteration.ChangeColumn) {
            return ((Alteration.ChangeColumn) clause).oldName();
        }
        if (clause instanceof Alteration.RenameColumn) {
            return ((Alteration.RenameColumn) clause).oldName();
        }
        return clause instanceof Alteration.DropColumn ? ((Alteration.DropColumn) clause).name() : "";
    }
}
