package io.vigil.config.checkers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerDescription.Habit;
import io.vigil.api.checker.Option;
import io.vigil.api.checker.OptionType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckerDescriptionCodecTest {
    private static final List<OptionType> TYPES = List.of(OptionType.values());
    private static final CheckerDescription HTTP = new CheckerDescription(
            "HTTP_GET",
            "Asks for pages,\tand more.\nTwo \\ lines.",
            List.of(
                    Option.choice("http_protocol", List.of("1.0", "a,b", "c\\d"), "Version.")
                            .byDefault("1.0"),
                    Option.block(
                            "url",
                            "A request.",
                            List.of(
                                    Option.of("path", OptionType.TEXT, "The path.")
                                            .mandatory()
                                            .byDefault(""),
                                    Option.block("deep", "Deep.", List.of(Option.integer("n", -5, 7, "N."))))),
                    Option.seconds("pause", 0.5, 10, "A pause.").repeated()),
            3,
            Duration.ofMillis(1500));

    @Test
    void declarationIsReadBackAsItWas() throws CheckerDescriptionCodec.UnreadableException {
        assertThat(CheckerDescriptionCodec.read(CheckerDescriptionCodec.write(HTTP)))
                .isEqualTo(HTTP);
    }

    @Test
    void textIsStable() {
        CheckerDescription small = CheckerDescription.of(
                "TCP_CHECK",
                "Connects.",
                List.of(Option.integer("n", 1, 9, "A number.").byDefault("2")));

        assertThat(CheckerDescriptionCodec.write(small)).isEqualTo("""
                        vigil-checker\t1
                        checker\tTCP_CHECK\t1\t1000000000\tConnects.
                        option\t0\tn\tINTEGER\td\t1.0\t9.0\t2\t\tA number.
                        """);
    }

    @Test
    void habitsStandAtTheEnd() {
        CheckerDescription two = CheckerDescription.of("X_CHECK", "Asks.", List.of())
                .with(Habit.COUNTS_FROM_START, Habit.BEGINS_AT_ONCE);

        assertThat(CheckerDescriptionCodec.write(two)).isEqualTo("""
                        vigil-checker\t1
                        checker\tX_CHECK\t1\t1000000000\tAsks.\tBEGINS_AT_ONCE,COUNTS_FROM_START
                        """);
    }

    @Test
    void randomDeclarationsAreReadBack() throws CheckerDescriptionCodec.UnreadableException {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            CheckerDescription description = new CheckerDescription(
                    text(random),
                    text(random),
                    options(random, 0),
                    random.nextInt(9),
                    Duration.ofNanos(random.nextLong()),
                    Arrays.stream(Habit.values())
                            .filter(habit -> random.nextBoolean())
                            .collect(Collectors.toSet()));

            assertThat(CheckerDescriptionCodec.read(CheckerDescriptionCodec.write(description)))
                    .isEqualTo(description);
        }
    }

    private static List<Option> options(Random random, int depth) {
        List<Option> options = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            List<String> choices = random.nextBoolean() ? List.of() : List.of("x" + text(random), "y");
            options.add(new Option(
                    text(random),
                    TYPES.get(random.nextInt(TYPES.size())),
                    text(random),
                    random.nextBoolean() ? Optional.of(text(random)) : Optional.empty(),
                    random.nextDouble(),
                    random.nextDouble(),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    choices,
                    depth < 3 ? options(random, depth + 1) : List.of()));
        }
        return options;
    }

    private static String text(Random random) {
        String letters = "ab,\\\t\n\rc \"é€";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "something else",
                "vigil-checker\t1",
                "vigil-checker\t1\nchecker\tX\t1\t0\thelp\tNO_HABIT",
                "vigil-checker\t1\nchecker\tX\tmany\t0\thelp",
                "vigil-checker\t1\nchecker\tX\t1\t0\thelp\noption\t1\tn\tTEXT\t-\t0\t0\t\t\th",
                "vigil-checker\t1\nchecker\tX\t1\t0\thelp\noption\t0\tn\tNOTHING\t-\t0\t0\t\t\th",
                "vigil-checker\t1\nchecker\tX\t1\t0\thelp\noption\tz\tn\tTEXT\t-\t0\t0\t\t\th"
            })
    void whatIsNoDeclarationIsRefused(String text) {
        assertThatThrownBy(() -> CheckerDescriptionCodec.read(text))
                .isInstanceOf(CheckerDescriptionCodec.UnreadableException.class);
    }

    @Test
    void declarationsAreFoundInBundlesAndDirectories(@TempDir Path directory) throws IOException {
        Path deploy = Files.createDirectories(directory.resolve("a/b"));
        try (OutputStream file = Files.newOutputStream(deploy.resolve("http.jar"));
                ZipOutputStream jar = new ZipOutputStream(file)) {
            jar.putNextEntry(new ZipEntry(CheckerResources.DIRECTORY + "HTTP_GET"));
            jar.write(CheckerDescriptionCodec.write(HTTP).getBytes(StandardCharsets.UTF_8));
        }
        Files.writeString(deploy.resolve("broken.jar"), "no zip");
        List<String> problems = new ArrayList<>();

        CheckerCatalog catalog = CheckerResources.find(List.of(directory), problems::add);

        assertThat(catalog.find("HTTP_GET")).contains(HTTP);
        assertThat(problems).singleElement().asString().contains("broken.jar").contains("no checker types");
    }

    @Test
    void aBundleThatIsNotThereIsTold(@TempDir Path directory) {
        List<String> problems = new ArrayList<>();

        CheckerCatalog catalog = CheckerResources.find(List.of(directory.resolve("none.jar")), problems::add);

        assertThat(catalog.keywords()).isEmpty();
        assertThat(problems).hasSize(1);
    }
}
