package io.github.jdbcreplica.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Walks through every method of every interface we wrap: whatever we do not answer ourselves reaches the delegate, default methods included. */
class EveryMethodTest {
    /** Answered without the delegate; everything else, intercepted or not, must arrive there. */
    private static final Map<Class<?>, Set<String>> ANSWERED_BY_US = Map.of(
            Connection.class, Set.of("unwrap"),
            Statement.class, Set.of("unwrap"),
            PreparedStatement.class, Set.of("unwrap"),
            CallableStatement.class, Set.of("unwrap"),
            DatabaseMetaData.class, Set.of("unwrap", "getConnection"),
            ResultSet.class, Set.of("unwrap"));

    private final RecordingDelegate recorder = new RecordingDelegate();
    private final Connection connection = ConnectionWrapper.wrap(
            RecordingDelegate.of(Connection.class, new RecordingDelegate()), new RefusingTarget());

    @TestFactory
    Stream<DynamicTest> every_method_of_every_interface_reaches_the_delegate() {
        return ANSWERED_BY_US.keySet().stream()
                .flatMap(type -> Arrays.stream(type.getMethods())
                        .filter(method -> !Modifier.isStatic(method.getModifiers()))
                        .filter(method -> !ANSWERED_BY_US.get(type).contains(method.getName()))
                        .map(method -> DynamicTest.dynamicTest(
                                type.getSimpleName() + " " + method, () -> check(type, method))));
    }

    private void check(Class<?> type, Method method) throws Exception {
        recorder.arrived.clear();
        Object wrapped = wrapped(type);
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(RecordingDelegate::answer)
                .toArray();
        if (method.getName().equals("isWrapperFor")) {
            arguments[0] = Runnable.class;
        }

        Object answer = method.invoke(wrapped, arguments);

        assertThat(recorder.arrived).extracting(Method::getName).contains(method.getName());
        assertThat(recorder.arrived)
                .filteredOn(arrived -> arrived.getName().equals(method.getName()))
                .extracting(arrived -> List.of(arrived.getParameterTypes()))
                .containsExactly(List.of(method.getParameterTypes()));
        if (answer instanceof Statement || answer instanceof Connection || answer instanceof ResultSet) {
            assertThat(Proxy.getInvocationHandler(answer)).isInstanceOf(Wrapper.class);
        }
    }

    private Object wrapped(Class<?> type) {
        ConnectionWrapper owner = (ConnectionWrapper) Proxy.getInvocationHandler(connection);
        if (type == Connection.class) {
            return ConnectionWrapper.wrap(RecordingDelegate.of(Connection.class, recorder), new RefusingTarget());
        }
        if (type == DatabaseMetaData.class) {
            return new MetaDataWrapper(RecordingDelegate.of(DatabaseMetaData.class, recorder), owner).proxy();
        }
        if (type == ResultSet.class) {
            return new ResultSetWrapper(RecordingDelegate.of(ResultSet.class, recorder), null, owner).proxy();
        }
        return owner.wrap((Statement) RecordingDelegate.of(type, recorder));
    }

    @Test
    void the_delegate_s_exceptions_come_out_as_they_were_thrown() {
        SQLException thrown = new SQLException("inner", "12345", 77);
        Connection failing = ConnectionWrapper.wrap(
                (Connection) Proxy.newProxyInstance(
                        getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                            throw thrown;
                        }),
                new RefusingTarget());

        assertThatThrownBy(failing::createStatement).isSameAs(thrown);
        assertThatThrownBy(failing::getAutoCommit).isSameAs(thrown);
        assertThatThrownBy(() -> failing.prepareStatement("SELECT 1")).isSameAs(thrown);
        assertThatThrownBy(() -> failing.unwrap(Runnable.class)).isSameAs(thrown);
    }

    @Test
    void every_method_of_a_prepared_replication_statement_answers_without_its_delegate_s_type() throws Exception {
        CallableStatement call = connection.prepareCall("STOP REPLICA");

        for (Method method : CallableStatement.class.getMethods()) {
            if (Modifier.isStatic(method.getModifiers()) || method.getName().startsWith("execute")) {
                continue;
            }
            Object[] arguments = Arrays.stream(method.getParameterTypes())
                    .map(RecordingDelegate::answer)
                    .toArray();
            if (arguments.length == 1 && arguments[0] == null) {
                arguments[0] = Statement.class;
            }
            Object outcome = outcome(call, method, arguments);
            assertThat(outcome instanceof RuntimeException || outcome instanceof Error)
                    .as("%s: %s", method, outcome)
                    .isFalse();
        }
    }

    private static Object outcome(Object target, Method method, Object[] arguments) throws IllegalAccessException {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            return thrown.getCause();
        }
    }
}
