package io.github.jdbcreplica.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** The innermost end of a wrapper under inspection: writes down which methods arrive, and answers with something of the right type. */
final class RecordingDelegate implements InvocationHandler {
    final List<Method> arrived = new ArrayList<>();

    static <T> T of(Class<T> type, RecordingDelegate recorder) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, recorder));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> 42;
            case "toString" -> "recorder";
            default -> {
                arrived.add(method);
                yield answer(method.getReturnType());
            }
        };
    }

    /** A value of a type, for an answer or an argument. */
    static Object answer(Class<?> type) {
        if (type.isInterface() && type.getName().startsWith("java.sql.")) {
            return of(type, new RecordingDelegate());
        }
        if (type == String.class) {
            return "SELECT 1";
        }
        if (!type.isPrimitive() || type == void.class) {
            return null;
        }
        return type == boolean.class
                ? Boolean.FALSE
                : java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(type, 1), 0);
    }
}
