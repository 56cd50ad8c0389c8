package io.github.jdbcreplica.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;

/**
 * A JDBC object of the inner driver behind one of ours: every method goes to the delegate unless a subclass answers it. A dynamic proxy costs a few nanoseconds a call and forgets no method,
 * neither a default method nor one that a later JDBC adds.
 */
abstract class Wrapper<T extends java.sql.Wrapper> implements InvocationHandler {
    private final T delegate;
    private final T proxy;

    Wrapper(Class<? extends T> type, T delegate) {
        this.delegate = delegate;
        this.proxy = type.cast(Proxy.newProxyInstance(Wrapper.class.getClassLoader(), new Class<?>[] {type}, this));
    }

    /** Answers the method, or leaves it to {@link #pass}. */
    abstract Object intercept(Method method, Object[] arguments) throws Throwable;

    final T delegate() {
        return delegate;
    }

    /** What the user holds. */
    final T proxy() {
        return proxy;
    }

    @Override
    public final Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
        return intercept(method, arguments);
    }

    /** To the delegate, except what concerns the identity of the wrapper itself. */
    final Object pass(Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "unwrap" -> unwrap((Class<?>) arguments[0]);
            case "isWrapperFor" -> isWrapperFor((Class<?>) arguments[0]);
            case "equals" -> isEqual(arguments[0]);
            default -> call(method, arguments);
        };
    }

    /** The delegate's exceptions come out as they were thrown. */
    final Object call(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(delegate, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private Object unwrap(Class<?> type) throws SQLException {
        if (type.isInstance(proxy)) {
            return proxy;
        }
        return type.isInstance(delegate) ? delegate : delegate.unwrap(type);
    }

    private boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(proxy) || type.isInstance(delegate) || delegate.isWrapperFor(type);
    }

    /** Two wrappers of one object are equal; {@code hashCode} is the delegate's, so the two agree. */
    private boolean isEqual(Object other) {
        return other != null
                && Proxy.isProxyClass(other.getClass())
                && Proxy.getInvocationHandler(other) instanceof Wrapper<?> wrapper
                && delegate.equals(wrapper.delegate);
    }
}
