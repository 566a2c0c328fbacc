package io.vigil.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Test;

/** What the README says of checkers, commands and options is there. */
public class ReadmeTest {
    private static final Path TOP = Path.of("..");

    private static String text(String file) throws IOException {
        return Files.readString(TOP.resolve(file));
    }

    private static Set<String> found(String pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile(pattern, Pattern.MULTILINE).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @Test
    public void namesEveryCheckerTypeAndNoOther() throws Exception {
        Set<String> types = new TreeSet<>();
        CheckerBundle.all().forEach(bundle -> types.addAll(bundle.types()));
        Set<String> named = found("\\b([A-Z0-9]+_(?:CHECK|GET))\\b", text("README.md"));
        named.removeAll(Set.of("BFD_CHECK", "GREETING_CHECK"));
        assertThat(named).isEqualTo(types);
    }

    @Test
    public void namesEveryCommandAndNoOther() throws Exception {
        Set<String> commands = new TreeSet<>();
        Path shell = TOP.resolve("bundles/shell/src/main/java/io/vigil/shell");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(shell, "*Command.java")) {
            for (Path file : files) {
                commands.addAll(found("^        scope = \"vigil\",\\s+name = \"([a-z-]+)\"", Files.readString(file)));
            }
        }
        assertThat(commands).contains("status").hasSizeGreaterThan(8);
        assertThat(found("^\\| `vigil:([a-z-]+)", text("README.md"))).isEqualTo(commands);
    }

    @Test
    public void namesNoOptionThatTheLauncherHasNot() throws Exception {
        String help = text("karaf-assembly/src/main/resources/bin/vigil");
        for (String row : found("^(\\| `-.*)$", text("README.md"))) {
            Set<String> options = found("(?:`|, )(--?[A-Za-z-]+)", row.substring(0, row.indexOf('|', 1)));
            assertThat(options).as(row).isNotEmpty();
            assertThat(options)
                    .as(row)
                    .allMatch(option -> option.startsWith("--")
                            ? help.contains(option)
                            : Pattern.compile("^    (-.\\|)*" + option + "[|)]", Pattern.MULTILINE)
                                    .matcher(help)
                                    .find());
        }
    }

    @Test
    public void showsCodeThatIsThere() throws Exception {
        List<String> blocks = new ArrayList<>();
        Matcher block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(text("README.md"));
        while (block.find()) {
            blocks.add(block.group(1));
        }
        assertThat(blocks).hasSize(2);
        assertThat(text("checkers-contrib/template/src/main/java/org/example/greeting/GreetingCheckFactory.java"))
                .contains(blocks.get(0));
        String pop3 = text("checkers-contrib/pop3/src/main/java/io/vigil/contrib/pop3/Pop3CheckFactory.java");
        assertThat(blocks.get(1).lines()).allMatch(pop3::contains);
    }

    @Test
    public void linksWhatIsThere() throws Exception {
        Set<String> links = found("\\]\\(([^)#]+)\\)", text("README.md"));
        assertThat(links).isNotEmpty().allMatch(link -> Files.exists(TOP.resolve(link)));
    }
}
