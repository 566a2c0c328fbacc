package io.vigil.linux.process;

import io.vigil.linux.Errno;
import io.vigil.linux.LinuxException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * Signals to this process. The handler runs on a thread of the JVM's own, so it should only post to its owner's loop.
 *
 * <p>The JDK's class for this is not part of Java's API and no bundle imports it: it is looked up in the platform's loader,
 * which works in any framework.
 */
public final class Signals {
    /** A signal that a program may handle. */
    public enum Signal {
        HUP,
        INT,
        TERM,
        USR1,
        /**
         * The JVM uses this one to halt threads for its flight recorder: who handles it should give the JVM another one by
         * {@code _JAVA_SR_SIGNUM} in its environment.
         */
        USR2
    }

    private Signals() {}

    /**
     * Handles a signal from now on.
     *
     * @return closing it brings back what was before
     * @throws LinuxException {@code EBUSY} if the JVM keeps the signal for itself, {@code ENOSYS} if it has no signals
     */
    public static AutoCloseable handle(Signal signal, Runnable handler) throws LinuxException {
        return handle(signal.name(), handler);
    }

    static AutoCloseable handle(String signal, Runnable handler) throws LinuxException {
        String operation = "handle SIG" + signal;
        try {
            ClassLoader platform = ClassLoader.getPlatformClassLoader();
            Class<?> signalClass = Class.forName("sun.misc.Signal", true, platform);
            Class<?> handlerClass = Class.forName("sun.misc.SignalHandler", true, platform);
            Object named = signalClass.getConstructor(String.class).newInstance(signal);
            Object ours =
                    Proxy.newProxyInstance(platform, new Class<?>[] {handlerClass}, (proxy, method, arguments) -> {
                        switch (method.getName()) {
                            case "handle" -> {
                                handler.run();
                                return null;
                            }
                            case "hashCode" -> {
                                return System.identityHashCode(proxy);
                            }
                            case "equals" -> {
                                return proxy == arguments[0];
                            }
                            default -> {
                                return operation;
                            }
                        }
                    });
            var install = signalClass.getMethod("handle", signalClass, handlerClass);
            Object before = install.invoke(null, named, ours);
            return () -> install.invoke(null, named, before);
        } catch (InvocationTargetException e) {
            throw new LinuxException(operation, Errno.EBUSY, String.valueOf(e.getCause()));
        } catch (ReflectiveOperationException e) {
            throw new LinuxException(operation, Errno.ENOSYS, String.valueOf(e));
        }
    }
}
