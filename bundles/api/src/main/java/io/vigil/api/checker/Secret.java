package io.vigil.api.checker;

import io.vigil.api.Diagnostic;
import io.vigil.api.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A password that stands in the block or in a file of its own, as {@code password} or {@code password_file}. A file is read at every
 * run, so that a new password needs no reload. Nothing prints it.
 */
public final class Secret {
    private static final String IN_FILE = "_file";
    private static final int LONGEST = 4096;
    private static final Pattern NAMES = Pattern.compile(".*(password|passphrase|secret|token|community)");

    private final Optional<String> text;
    private final Optional<Path> file;

    private Secret(Optional<String> text, Optional<Path> file) {
        this.text = text;
        this.file = file;
    }

    /**
     * The two options by which a secret is written.
     *
     * @param keyword such as {@code password}; one that is {@link #named} a secret
     * @param what what it is, as a sentence begins: {@code The password}
     */
    public static List<Option> declare(String keyword, String what) {
        if (!named(keyword)) {
            throw new IllegalArgumentException(
                    keyword + " does not end as the keyword of a secret does, so its value would be shown: " + NAMES);
        }
        return List.of(
                Option.of(keyword, OptionType.TEXT, what + "."),
                Option.of(
                        keyword + IN_FILE,
                        OptionType.TEXT,
                        what + " is the first line of this file, read at every run."));
    }

    /**
     * Whether a keyword's value is a secret by the keyword's end, such as {@code password} or {@code bind_password}. That goes by the name
     * and not by the declaration, because blocks are shown also where the bundle that declares them is not installed.
     */
    public static boolean named(String keyword) {
        return NAMES.matcher(keyword).matches();
    }

    /**
     * What the block says.
     *
     * @throws InvalidOptionsException when it says both
     */
    public static Optional<Secret> of(Options options, String keyword) throws InvalidOptionsException {
        Optional<String> text = options.text(keyword);
        Optional<Path> file = options.text(keyword + IN_FILE).map(Path::of);
        if (text.isPresent() && file.isPresent()) {
            throw new InvalidOptionsException(List.of(Diagnostic.of(
                    options.place(keyword + IN_FILE),
                    Severity.ERROR,
                    keyword + " and " + keyword + IN_FILE + " exclude each other")));
        }
        return text.isEmpty() && file.isEmpty() ? Optional.empty() : Optional.of(new Secret(text, file));
    }

    /** Whether {@link #read} reads a file, and so must not be called on an event loop. */
    public boolean inFile() {
        return file.isPresent();
    }

    /**
     * The secret.
     *
     * @throws IOException when its file cannot be read, in words for an operator
     */
    public String read() throws IOException {
        return text.isPresent() ? text.get() : firstLine(file.orElseThrow());
    }

    private static String firstLine(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LONGEST);
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": no such file", e);
        } catch (IOException e) {
            throw new IOException(file + " cannot be read", e);
        }
        String read = new String(bytes, StandardCharsets.UTF_8);
        return read.lines().findFirst().orElseThrow(() -> new IOException(file + " is empty"));
    }

    @Override
    public String toString() {
        return "Secret" + file.map(path -> "[" + path + "]").orElse("");
    }
}
