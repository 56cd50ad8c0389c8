package io.github.jdbcreplica.dialect.standard;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A type as the target prints it ({@code NUMERIC(10, 2)}, {@code TIMESTAMP(3) WITH TIME ZONE}, {@code INTERVAL HOUR(3) TO SECOND(6)}), taken apart.
 *
 * @param name in upper case, without what stands in parentheses
 * @param numbers those that stand there, in order
 */
public record TypeText(String name, List<Integer> numbers) {
    private static final Pattern NUMBERS = Pattern.compile(" ?[(\\[]([0-9, ]+)[)\\]]");

    /** In whose labels there may be anything. */
    private static final String ENUM = "ENUM";

    /** Of GEOMETRY. */
    private static final Pattern ARGUMENTS = Pattern.compile("\\(.*\\)");

    /** Where the type is printed without one. */
    private static final int DEFAULT_FRACTION = 6;

    private static final int DECFLOAT_DIGITS = 34;

    public static TypeText of(String typeSql) {
        if (typeSql.regionMatches(true, 0, ENUM + "(", 0, ENUM.length() + 1)) {
            return new TypeText(ENUM, List.of());
        }
        List<Integer> numbers = NUMBERS.matcher(typeSql)
                .results()
                .flatMap(found -> Arrays.stream(found.group(1).split(",")))
                .map(text -> Integer.valueOf(text.strip()))
                .toList();
        String name = NUMBERS.matcher(typeSql).replaceAll("");
        return new TypeText(ARGUMENTS.matcher(name).replaceAll("").toUpperCase(Locale.ROOT), numbers);
    }

    /** Digits behind the point, of NUMERIC. */
    int scale() {
        return numbers.size() == 2 ? numbers.get(1) : 0;
    }

    int decfloatDigits() {
        return numbers.isEmpty() ? DECFLOAT_DIGITS : numbers.get(0);
    }

    /** Digits of a fraction of a second: the last number. Without one INTERVAL and TIMESTAMP have {@value #DEFAULT_FRACTION}. */
    int fraction() {
        boolean given = !numbers.isEmpty() && !(name.startsWith("INTERVAL") && numbers.size() == 1);
        return given ? numbers.get(numbers.size() - 1) : DEFAULT_FRACTION;
    }

    int length() {
        return numbers.isEmpty() ? Integer.MAX_VALUE : numbers.get(0);
    }
}
