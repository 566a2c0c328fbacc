package io.vigil.config.checkers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.api.checker.CheckerDescription;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescribeCheckersTest {
    @Test
    void writesWhatEachFactoryDeclares(@TempDir Path classes) throws IOException {
        copy(SampleCheckerFactory.class, classes);
        copy(DescribeCheckersTest.class, classes);

        DescribeCheckers.main(classes.toString());

        assertThat(CheckerResources.find(List.of(classes), problem -> {
                            throw new AssertionError(problem);
                        })
                        .find("SAMPLE_CHECK"))
                .contains(CheckerDescription.of("SAMPLE_CHECK", "A sample.", List.of()));
    }

    @Test
    void classesWithoutFactoriesAreAMistake(@TempDir Path classes) {
        assertThatThrownBy(() -> DescribeCheckers.main(classes.toString()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no class in " + classes);
    }

    private static void copy(Class<?> type, Path classes) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        Path target = classes.resolve(name);
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        try (InputStream in = Objects.requireNonNull(type.getClassLoader().getResourceAsStream(name))) {
            Files.copy(in, target);
        }
    }
}
