package io.github.jdbcreplica.ddl;

import io.github.jdbcreplica.ddl.SchemaChange.Alteration;
import java.util.ArrayList;
import java.util.List;

/**
 * The clauses of an ALTER TABLE so that one can be made after the other. To the server all of them speak of the columns as they were before the statement, and keys of those that it leaves: {@code RENAME COLUMN a TO b, RENAME
 * COLUMN b TO a} is a swap. Here a column whose new name is still another's gets a temporary name first, and keys come last.
 */
final class SimultaneousNames {
    private final List<Alteration> clauses;
    private final List<Alteration> ordered = new ArrayList<>();
    private final List<Alteration> later = new ArrayList<>();

    private SimultaneousNames(List<Alteration> clauses) {
        this.clauses = clauses;
    }

    static List<Alteration> inOrder(List<Alteration> clauses) {
        return new SimultaneousNames(clauses).inOrder();
    }

    private List<Alteration> inOrder() {
        List<Alteration> keys = new ArrayList<>();
        for (int i = 0; i < clauses.size(); i++) {
            Alteration clause = clauses.get(i);
            if (clause instanceof Alteration.AddKey || clause instanceof Alteration.AddForeignKey) {
                keys.add(clause);
            } else {
                ordered.add(isTakenBehind(i, newName(clause)) ? underTemporaryName(clause) : clause);
            }
        }
        if (!later.isEmpty() && clauses.stream().anyMatch(SimultaneousNames::namesAnother)) {
            throw new NotUnderstoodException("columns that exchange their names, and other clauses that name columns");
        }
        ordered.addAll(later);
        ordered.addAll(keys);
        return ordered;
    }

    private boolean isTakenBehind(int index, String name) {
        return clauses.subList(index + 1, clauses.size()).stream()
                .map(SimultaneousNames::oldName)
                .anyMatch(old -> !old.isEmpty() && old.equalsIgnoreCase(name));
    }

    private Alteration underTemporaryName(Alteration clause) {
        String temporary = "replica: " + later.size() + " " + newName(clause);
        later.add(new Alteration.RenameColumn(temporary, newName(clause)));
        if (clause instanceof Alteration.AddColumn) {
            Alteration.AddColumn add = (Alteration.AddColumn) clause;
            return new Alteration.AddColumn(
                    TableEdit.named(add.column(), temporary), add.position(), add.ifNotExists());
        }
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

    private static boolean namesAnother(Alteration clause) {
        return clause instanceof Alteration.SetDefault
                || clause instanceof Alteration.SetVisibility
                || clause instanceof Alteration.AddColumn
                        && ((Alteration.AddColumn) clause).position().isPresent()
                || clause instanceof Alteration.ChangeColumn
                        && ((Alteration.ChangeColumn) clause).position().isPresent();
    }
}
