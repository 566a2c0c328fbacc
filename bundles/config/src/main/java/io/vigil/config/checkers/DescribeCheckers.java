package io.vigil.config.checkers;

import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.CheckerType;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Run by a checker bundle's build on its compiled classes: writes the declaration of each checker factory to
 * {@code META-INF/vigil/checkers/KEYWORD} beside them. A factory is a class with {@link CheckerType} and a constructor without
 * parameters; that its keyword is the annotation's is checked.
 */
public final class DescribeCheckers {
    private DescribeCheckers() {}

    /** {@code CLASSES_DIR}: the directory of the compiled classes, whose dependencies are on the class path. */
    public static void main(String... arguments) throws IOException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("one argument is needed, the directory of the classes");
        }
        Path classes = Path.of(arguments[0]);
        if (write(classes) == 0) {
            throw new IllegalStateException("no class in " + classes + " has @CheckerType");
        }
    }

    /** Writes the declarations of a directory of classes; returns how many. */
    static int write(Path classes) throws IOException {
        int written = 0;
        try (URLClassLoader loader = loader(classes);
                Stream<Path> files = Files.walk(classes)) {
            List<Path> all = files.filter(file -> file.toString().endsWith(".class"))
                    .sorted()
                    .toList();
            for (Path file : all) {
                Class<?> type = load(loader, classes.relativize(file).toString());
                CheckerType annotation = type.getAnnotation(CheckerType.class);
                if (annotation != null) {
                    write(classes, annotation.value(), type);
                    written++;
                }
            }
        }
        return written;
    }

    /** The classes are on the class path too when the build puts them there; then that loader's are taken. */
    private static URLClassLoader loader(Path classes) throws MalformedURLException {
        return new URLClassLoader(new URL[] {classes.toUri().toURL()}, DescribeCheckers.class.getClassLoader());
    }

    private static Class<?> load(ClassLoader loader, String file) {
        String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new IllegalStateException("class " + name + " cannot be loaded: " + e, e);
        }
    }

    private static void write(Path classes, String keyword, Class<?> type) throws IOException {
        CheckerDescription description = describe(type);
        if (!description.keyword().equals(keyword)) {
            throw new IllegalStateException(type.getName() + " is annotated with " + keyword
                    + " and describes itself as " + description.keyword());
        }
        Path directory = classes.resolve(CheckerResources.DIRECTORY);
        Files.createDirectories(directory);
        Files.writeString(
                directory.resolve(keyword), CheckerDescriptionCodec.write(description), StandardCharsets.UTF_8);
    }

    private static CheckerDescription describe(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return ((CheckerFactory) constructor.newInstance()).description();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalStateException(
                    type.getName() + " has @CheckerType, and no CheckerFactory can be made of it without parameters: "
                            + e,
                    e);
        }
    }
}
