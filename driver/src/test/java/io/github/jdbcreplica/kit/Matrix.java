package io.github.jdbcreplica.kit;

import io.github.jdbcreplica.kit.TypeExcuse.Cell;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** MySQL's types by what is done to their rows: whether the target has them in value. */
final class Matrix {
    /** What a cell says; a failure is what went wrong, and none is said of what a source does not allow. */
    private sealed interface Outcome {
        record Ok() implements Outcome {}

        record Impossible() implements Outcome {}

        record Failed(String why) implements Outcome {}
    }

    private final String target;
    private final List<TypeExcuse> excuses;
    private final Map<String, Map<Cell, Outcome>> rows = new LinkedHashMap<>();

    Matrix(TargetUnderTest target) {
        this.target = target.name();
        this.excuses = target.typeExcuses();
    }

    /** What is not said to be otherwise is well. */
    void row(String type) {
        Map<Cell, Outcome> cells = new EnumMap<>(Cell.class);
        for (Cell cell : Cell.values()) {
            cells.put(cell, new Outcome.Ok());
        }
        rows.put(type, cells);
    }

    /** The first failure of a cell is the one that is told. */
    void failed(String type, Cell cell, String why) {
        rows.get(type).computeIfPresent(cell, (c, o) -> o instanceof Outcome.Failed ? o : new Outcome.Failed(why));
    }

    /** The source has no such table. */
    void impossible(String type, Cell cell) {
        rows.get(type).put(cell, new Outcome.Impossible());
    }

    /** Failures without an excuse, and excuses without a failure. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        rows.forEach((type, cells) -> cells.forEach((cell, outcome) -> {
            Optional<TypeExcuse> excuse = excuse(type, cell);
            if (outcome instanceof Outcome.Failed && excuse.isEmpty()) {
                complaints.add(type + ", " + cell.title() + ": " + ((Outcome.Failed) outcome).why());
            } else if (!(outcome instanceof Outcome.Failed) && excuse.isPresent()) {
                complaints.add(type + ", " + cell.title() + ": works, although excused: "
                        + excuse.get().reason());
            } else if (outcome instanceof Outcome.Failed failed
                    && !excuse.get().told().stream().allMatch(failed.why()::contains)) {
                complaints.add(type + ", " + cell.title() + ": does not say "
                        + excuse.get().told() + ": " + failed.why());
            }
        }));
        excuses.stream()
                .filter(excuse -> !rows.containsKey(excuse.type()))
                .forEach(excuse -> complaints.add(excuse.type() + ": excused, and no row of the matrix"));
        return complaints;
    }

    private Optional<TypeExcuse> excuse(String type, Cell cell) {
        return excuses.stream()
                .filter(excuse -> excuse.type().equals(type) && excuse.cells().contains(cell))
                .findFirst();
    }

    String markdown() {
        List<String> reasons = new ArrayList<>();
        StringBuilder text = new StringBuilder(
                "| MySQL type | insert | update | delete | keyless | as key |\n|---|---|---|---|---|---|\n");
        rows.forEach((type, cells) -> {
            text.append("| ").append(type.replace("|", "\\|"));
            cells.forEach((cell, outcome) -> text.append(" | ").append(shown(type, cell, outcome, reasons)));
            text.append(" |\n");
        });
        for (int i = 0; i < reasons.size(); i++) {
            text.append(i == 0 ? "\n" : "")
                    .append(i + 1)
                    .append(". ")
                    .append(reasons.get(i))
                    .append('\n');
        }
        return "# " + target + "\n\n" + text;
    }

    private String shown(String type, Cell cell, Outcome outcome, List<String> reasons) {
        if (!(outcome instanceof Outcome.Failed)) {
            return outcome instanceof Outcome.Ok ? "ok" : "-";
        }
        Optional<TypeExcuse> excuse = excuse(type, cell);
        if (excuse.isEmpty()) {
            return "FAIL";
        }
        if (!reasons.contains(excuse.get().reason())) {
            reasons.add(excuse.get().reason());
        }
        return "(" + (reasons.indexOf(excuse.get().reason()) + 1) + ")";
    }
}
