package io.github.jdbcreplica.ddl;

import io.github.jdbcreplica.ddl.SchemaChange.Alteration;
import io.github.jdbcreplica.schema.Column;
import io.github.jdbcreplica.schema.ColumnType;
import io.github.jdbcreplica.schema.Key;
import io.github.jdbcreplica.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The clauses of ALTER TABLE. */
final class AlterationReader {
    private final StatementContext context;
    private final TableName table;
    private final DefaultReader defaults;
    private final ColumnReader columns;
    private final KeyReader keys;

    /** New columns get the table's character set as the statement leaves it, wherever in it that stands. */
    AlterationReader(TableName table, Node statement, StatementContext context) {
        this.context = context;
        this.table = table;
        this.defaults = new DefaultReader(context);
        this.columns = new ColumnReader(
                new TypeReader(() -> defaults(statement), context.version().mariaDb()), defaults);
        this.keys = new KeyReader(context.database(), context.logsCascades());
    }

    private TextDefaults defaults(Node statement) {
        return statement.children().stream()
                .flatMap(clause -> changedDefaults(clause).stream())
                .findFirst()
                .or(() ->
                        context.model().apply(table).map(known -> new TextDefaults(known.charset(), known.collation())))
                .orElseGet(() -> context.defaultsOf(table.database()));
    }

    List<Alteration> read(Node clause) {
        boolean ifExists = clause.child("IfExists").isPresent();
        boolean ifNotExists = clause.child("IfNotExists").isPresent();
        List<String> names = names(clause);
        return switch (clause.rule()) {
            case "AlterByAddColumn" ->
                added(names.get(0), clause.child("ColumnDefinition").orElseThrow(), position(clause), ifNotExists);
            case "AlterByAddColumns" -> addColumns(clause, ifNotExists);
            case "AlterByAddDefinitions" -> addDefinitions(clause, ifNotExists);
            case "AlterByModifyColumn" -> changed(names.get(0), names.get(0), clause);
            case "AlterByChangeColumn" -> changed(names.get(0), names.get(1), clause);
            case "AlterByRenameColumn" -> List.of(new Alteration.RenameColumn(names.get(0), names.get(1)));
            case "AlterByDropColumn" -> List.of(new Alteration.DropColumn(names.get(0), ifExists));
            case "AlterByChangeDefault" -> List.of(setDefault(names.get(0), clause));
            case "AlterByAlterColumnDefault" -> List.of(alterColumn(names.get(0), clause));
            case "AlterByAddIndex" -> List.of(new Alteration.AddKey(keys.key(clause, Key.Kind.INDEX), ifNotExists));
            case "AlterByAddUniqueKey" ->
                List.of(new Alteration.AddKey(keys.key(clause, Key.Kind.UNIQUE), ifNotExists));
            case "AlterByAddPrimaryKey" ->
                List.of(new Alteration.AddKey(keys.key(clause, Key.Kind.PRIMARY), ifNotExists));
            case "AlterByAddSpecialIndex" ->
                List.of(new Alteration.AddKey(
                        keys.key(clause, clause.has("FULLTEXT") ? Key.Kind.FULLTEXT : Key.Kind.SPATIAL), ifNotExists));
            case "AlterByDropIndex" -> List.of(new Alteration.DropKey(names.get(0), ifExists));
            case "AlterByDropPrimaryKey" -> List.of(new Alteration.DropKey("PRIMARY", ifExists));
            case "AlterByRenameIndex" -> List.of(new Alteration.RenameKey(names.get(0), names.get(1)));
            case "AlterByAddForeignKey" -> List.of(new Alteration.AddForeignKey(keys.foreignKey(clause)));
            case "AlterByDropForeignKey" -> List.of(new Alteration.DropForeignKey(names.get(0), ifExists));
            case "AlterByDropConstraintCheck" -> List.of(dropConstraint(names.get(0), clause, ifExists));
            case "AlterByRename" -> List.of(new Alteration.RenameTable(newName(clause)));
            case "AlterByConvertCharset", "AlterByConvertCharacterset" -> List.of(convert(clause));
            case "AlterByDefaultCharset" -> defaultCharset(clause.children());
            case "AlterByTableOption" -> options(clause);
            case "AlterByAddCheckTableConstraint",
                    "AlterByAlterCheckTableConstraint",
                    "AlterBySetAlgorithm",
                    "AlterByLock",
                    "AlterByOrder",
                    "AlterByDisableKeys",
                    "AlterByEnableKeys",
                    "AlterByForce",
                    "AlterByValidate",
                    "AlterByAlterIndexIgnore",
                    "AlterByAlterIndexVisibility" -> List.of(new Alteration.NoRowEffect(clause.text()));
            case "AlterPartition", "PartitionDefinitions" -> List.of(partition(clause));
            default -> List.of(new Alteration.Unsupported(clause.text()));
        };
    }

    private Optional<TextDefaults> changedDefaults(Node clause) {
        return switch (clause.rule()) {
            case "AlterByTableOption", "AlterByDefaultCharset" -> TextDefaults.chosen(clause.children());
            case "AlterByConvertCharset", "AlterByConvertCharacterset" -> Optional.of(converted(clause));
            default -> Optional.empty();
        };
    }

    /** The names that the clause itself holds, in order. */
    private static List<String> names(Node clause) {
        return clause.children().stream()
                .filter(c -> c.is("Uid") || c.is("FullColumnName") || c.is("IndexName"))
                .map(Names::column)
                .toList();
    }

    /** Empty text: first. */
    private static Optional<String> position(Node clause) {
        if (clause.has("FIRST")) {
            return Optional.of("");
        }
        if (!clause.has("AFTER")) {
            return Optional.empty();
        }
        List<String> names = names(clause);
        return Optional.of(names.get(names.size() - 1));
    }

    private List<Alteration> added(String name, Node definition, Optional<String> position, boolean ifNotExists) {
        ColumnReader.Definition column = columns.read(name, definition);
        List<Alteration> alterations = new ArrayList<>();
        alterations.add(new Alteration.AddColumn(column.column(), position, ifNotExists));
        column.keys().forEach(key -> alterations.add(new Alteration.AddKey(key, ifNotExists)));
        return alterations;
    }

    private List<Alteration> addColumns(Node clause, boolean ifNotExists) {
        List<String> names = names(clause);
        List<Node> definitions = clause.all("ColumnDefinition");
        if (names.size() != definitions.size()) {
            throw new NotUnderstoodException(clause.text());
        }
        List<Alteration> alterations = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            alterations.addAll(added(names.get(i), definitions.get(i), Optional.empty(), ifNotExists));
        }
        return alterations;
    }

    private List<Alteration> addDefinitions(Node clause, boolean ifNotExists) {
        List<Alteration> alterations = new ArrayList<>();
        for (Node definition : clause.children()) {
            if (definition.is("ColumnDeclaration")) {
                alterations.addAll(added(
                        Names.column(definition.children().get(0)),
                        definition.child("ColumnDefinition").orElseThrow(),
                        Optional.empty(),
                        ifNotExists));
            } else if (!definition.rule().isEmpty()) {
                alterations.add(addConstraint(definition.children().get(0), ifNotExists));
            }
        }
        return alterations;
    }

    private Alteration addConstraint(Node clause, boolean ifNotExists) {
        if (clause.is("CheckTableConstraint")) {
            return new Alteration.NoRowEffect(clause.text());
        }
        return clause.is("ForeignKeyTableConstraint")
                ? new Alteration.AddForeignKey(keys.foreignKey(clause))
                : new Alteration.AddKey(keys.key(clause, TableReader.kind(clause)), ifNotExists);
    }

    private List<Alteration> changed(String oldName, String newName, Node clause) {
        ColumnReader.Definition column =
                columns.read(newName, clause.child("ColumnDefinition").orElseThrow());
        List<Alteration> alterations = new ArrayList<>();
        alterations.add(new Alteration.ChangeColumn(
                oldName,
                column.column(),
                position(clause),
                clause.child("IfExists").isPresent()));
        column.keys().forEach(key -> alterations.add(new Alteration.AddKey(key, false)));
        return alterations;
    }

    private Alteration setDefault(String column, Node clause) {
        return new Alteration.SetDefault(
                column,
                clause.has("DROP")
                        ? Optional.empty()
                        : clause.child("DefaultValue").map(value -> defaults.read(value, typeOf(column))));
    }

    private Optional<ColumnType> typeOf(String column) {
        return context.model()
                .apply(table)
                .flatMap(known -> known.column(column))
                .map(Column::type);
    }

    private Alteration alterColumn(String column, Node clause) {
        if (clause.has("VISIBLE") || clause.has("INVISIBLE")) {
            return new Alteration.SetVisibility(column, clause.has("INVISIBLE"));
        }
        if (clause.has("DROP")) {
            return new Alteration.SetDefault(column, Optional.empty());
        }
        Node value = clause.children().get(clause.children().size() - 1);
        String text = clause.text();
        return new Alteration.SetDefault(
                column,
                Optional.of(
                        value.rule().isEmpty()
                                ? text.substring(text.indexOf('('))
                                : defaults.read(value, typeOf(column))));
    }

    /** DROP CONSTRAINT may mean a key or a foreign key: the model knows which. */
    private static Alteration dropConstraint(String name, Node clause, boolean ifExists) {
        return clause.has("CHECK")
                ? new Alteration.NoRowEffect(clause.text())
                : new Alteration.DropConstraint(name, ifExists);
    }

    private TableName newName(Node clause) {
        return clause.child("FullId")
                .or(() -> clause.child("Uid"))
                .map(name -> Names.table(name, context.database()))
                .orElseThrow(() -> new NotUnderstoodException(clause.text()));
    }

    private Alteration convert(Node clause) {
        return new Alteration.ConvertCharset(
                converted(clause).charset(), converted(clause).collation());
    }

    /** CONVERT TO CHARACTER SET DEFAULT: the database's. */
    private TextDefaults converted(Node clause) {
        return TextDefaults.named(clause).orElseGet(() -> context.defaultsOf(table.database()));
    }

    private List<Alteration> defaultCharset(List<Node> options) {
        return TextDefaults.chosen(options)
                .<List<Alteration>>map(
                        chosen -> List.of(new Alteration.DefaultCharset(chosen.charset(), chosen.collation())))
                .orElse(List.of());
    }

    private List<Alteration> options(Node clause) {
        List<Alteration> alterations = new ArrayList<>(defaultCharset(clause.children()));
        for (Node option : clause.children()) {
            if (option.is("TableOptionComment")) {
                alterations.add(new Alteration.TableComment(Names.string(
                        option.children().get(option.children().size() - 1).text())));
            } else if (option.is("TableOptionUnion")) {
                alterations.add(new Alteration.Unsupported(option.text()));
            } else if (!option.rule().isEmpty()
                    && !option.is("TableOptionCharset")
                    && !option.is("TableOptionCollate")) {
                alterations.add(new Alteration.NoRowEffect(option.text()));
            }
        }
        return alterations;
    }

    /** Which partitions there are does not matter to rows; dropping and emptying them does. */
    private static Alteration partition(Node clause) {
        String rule = clause.is("AlterPartition") ? clause.children().get(0).rule() : clause.rule();
        return switch (rule) {
            case "AlterByAddPartition",
                    "AlterByCoalescePartition",
                    "AlterByReorganizePartition",
                    "AlterByAnalyzePartition",
                    "AlterByCheckPartition",
                    "AlterByOptimizePartition",
                    "AlterByRebuildPartition",
                    "AlterByRepairPartition",
                    "AlterByRemovePartitioning",
                    "AlterByUpgradePartitioning",
                    "PartitionDefinitions" -> new Alteration.NoRowEffect(clause.text());
            default -> new Alteration.Unsupported(clause.text());
        };
    }
}
