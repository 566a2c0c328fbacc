package io.vigil.config.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.Diagnostic;
import io.vigil.api.Severity;
import io.vigil.config.syntax.ReadSettings.Includes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Includes (language 7) in a directory of their own. */
class IncludeTest {
    @TempDir
    Path directory;

    @BeforeEach
    void write() throws IOException {
        file("conf.d/b.conf", "b_1\n");
        file("conf.d/a.conf", "a_1\n");
        file("conf.d/.hidden.conf", "hidden\n");
        file("conf.d/sub.conf/x.conf", "x_1\n");
        file("conf.d/nested.inc", "include a.conf\nn_1\ninclude ../top.conf\n");
        file("top.conf", "top_1\n");
        file("conf.d/run.sh", "echo\n");
        Files.setPosixFilePermissions(directory.resolve("conf.d/run.sh"), PosixFilePermissions.fromString("rw-r--r-x"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            7.1  | include top.conf                       | top_1
            7.1  | a {~~include top.conf~~}               | a {top_1}
            7.1  | a { include top.conf~~}                | a {top_1}
            7.1  | $F=top~~include ${F}.conf              | top_1
            7.1  | "include" top.conf                     | include top.conf
            7.1  | include                                | include
            7.1  | includex top.conf                      | includex top.conf
            7.2  | include conf.d/*.conf                  | a_1; b_1
            7.2  | include conf.d/[ab].conf~~k            | a_1; b_1; k
            7.2  | include conf.d/[\\!a].conf~~k          | b_1; k
            7.2  | include conf.d/?.c*f~~k                | a_1; b_1; k
            7.2  | include conf.d/{b,a}.conf              | b_1; a_1
            7.2  | include {conf.d/{b,a},top}.conf~~k     | b_1; a_1; top_1; k
            7.2  | include */*/x.conf                     | x_1
            7.2  | include conf.d/.h*                     | hidden
            7.3  | include conf.d/nested.inc~~k           | a_1; n_1; top_1; k
            7.2  | include conf.d~~k                      | k
            8.4  | @hostB include top.conf~~k             | k
            11.3 | ~LST(f,a,b) include conf.d/$f.conf     | ``
            11.3 | ~LST(f,a,b) include conf.d/${f}.conf   | a_1; b_1
            9.2  | include top.conf~~$A=1~~k $A           | top_1; k 1
            """)
    void readsWhatIsIncluded(String item, String input, String expected) throws IOException {
        assertThat(Trees.text(read(input).statements())).as(item).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            7.6 | include none.conf              | WARNING
            7.6 | include none*.conf             | NOTE
            7.4 | includer none.conf             | WARNING
            7.4 | includem none.conf             | FATAL
            7.4 | includem none*.conf            | NOTE
            7.4 | includew none*.conf            | FATAL
            7.4 | includeb {top,none}.conf       | FATAL
            7.4 | include {top,none}.conf        | NOTE
            7.4 | includea none*.conf            | FATAL
            7.4 | includea conf.d/*.conf         | ``
            7.2 | include conf.d/run.sh          | ERROR
            7.2 | include /dev/null              | ERROR
            7.2 | include "top.conf"             | WARNING
            7.5 | global_defs {~~include_check match~~}~~include none.conf         | FATAL
            7.5 | global_defs {~~include_check~~}~~include none*.conf              | FATAL
            7.5 | global_defs {~~include_check~~include_check -match~~}~~include none.conf | WARNING
            7.5 | global_defs {~~include_check +wildcard_match~~}~~include none*.c | FATAL
            7.5 | global_defs {~~include_check read~~}~~include none.conf          | WARNING
            7.5 | global_defs {~~include_check readable~~}                         | WARNING
            7.5 | other {~~include_check match~~}~~include none.conf               | WARNING
            """)
    void insistsOnWhatTheKeywordSays(String item, String input, String severity) throws IOException {
        assertThat(read(input).diagnostics().stream().map(d -> d.severity().name()))
                .as(item)
                .isEqualTo(severity.isEmpty() ? List.of() : List.of(severity));
    }

    @Test
    void forgetsAtTheEndOfAFileWhatItInsistedOn() throws IOException {
        file("strict.inc", "global_defs {\ninclude_check\n}\n");

        assertThat(read("include strict.inc\ninclude none.conf\n").refused()).isFalse();
    }

    @Test
    void insistsOnEverythingWhenToldSo() throws IOException {
        Path main = file("main.conf", "include none.conf\n");

        SyntaxTree tree = ConfigReader.read(main, Trees.SETTINGS.withIncludes(Includes.STRICT));

        assertThat(tree.refused()).isTrue();
    }

    @Test
    void placesStatementsInTheirFiles() throws IOException {
        SyntaxTree tree = read("k\n include conf.d/a.conf\nl\n");

        assertThat(tree.statements().stream().map(s -> s.place().toString()))
                .containsExactly(
                        directory.resolve("main.conf") + ":1:1",
                        directory.resolve("conf.d/a.conf") + ":1:1",
                        directory.resolve("main.conf") + ":3:1");
        assertThat(tree.files()).containsExactly(directory.resolve("main.conf"), directory.resolve("conf.d/a.conf"));
    }

    @Test
    void knowsTheDirectoryOfTheFileBeingRead() throws IOException {
        file("conf.d/pwd.inc", "p_${_PWD}\n");

        assertThat(Trees.text(read("include conf.d/pwd.inc").statements()))
                .isEqualTo("p_" + directory.resolve("conf.d"));
    }

    @Test
    void reportsAFileThatIncludesItself() throws IOException {
        file("loop.inc", "l_1\ninclude main.conf\n");

        SyntaxTree tree = read("include loop.inc\nk\n");

        assertThat(Trees.text(tree.statements())).isEqualTo("l_1; k");
        assertThat(tree.diagnostics()).singleElement().satisfies(d -> {
            assertThat(d.severity()).isEqualTo(Severity.ERROR);
            assertThat(d.place().toString()).isEqualTo(directory.resolve("loop.inc") + ":2:9");
        });
    }

    @Test
    void readsTheMatchesOfAMainPatternAsOne() throws IOException {
        file("m1.conf", "a {\n");
        file("m2.conf", "b }\n");

        SyntaxTree tree = ConfigReader.read(directory.resolve("m?.conf"), Trees.SETTINGS);

        assertThat(Trees.text(tree.statements())).isEqualTo("a {b}");
    }

    @ParameterizedTest
    @CsvSource({"none.conf", "none*.conf", "conf.d", "conf.d/run.sh", "a\u0001b"})
    void refusesAMainFileThatIsNone(String name) {
        SyntaxTree tree = ConfigReader.read(directory.resolve(name), Trees.SETTINGS);

        assertThat(tree.refused()).isTrue();
        assertThat(tree.statements()).isEmpty();
        assertThat(tree.diagnostics().get(0).place().file())
                .isEqualTo(directory.resolve(name).toString());
    }

    @Test
    void followsNoIncludeOfAForeignText() {
        SyntaxTree tree =
                ConfigReader.readText("form", "include /etc/*\nk", Trees.SETTINGS.withIncludes(Includes.IGNORED));

        assertThat(Trees.text(tree.statements())).isEqualTo("k");
        assertThat(tree.diagnostics()).extracting(Diagnostic::severity).containsExactly(Severity.NOTE);
    }

    private SyntaxTree read(String main) throws IOException {
        return ConfigReader.read(file("main.conf", main.replace("~~", "\n")), Trees.SETTINGS);
    }

    private Path file(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }
}
