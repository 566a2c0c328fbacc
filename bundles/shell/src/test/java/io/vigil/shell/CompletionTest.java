package io.vigil.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionTest {
    /** A command line of one word with the cursor at its end. */
    private record Line(String word) implements CommandLine {
        @Override
        public int getCursorArgumentIndex() {
            return 0;
        }

        @Override
        public String getCursorArgument() {
            return word;
        }

        @Override
        public int getArgumentPosition() {
            return word.length();
        }

        @Override
        public String[] getArguments() {
            return new String[] {word};
        }

        @Override
        public int getBufferPosition() {
            return word.length();
        }

        @Override
        public String getBuffer() {
            return word;
        }
    }

    private static List<String> complete(Completer completer, String word) {
        Session session = (Session) Proxy.newProxyInstance(
                CompletionTest.class.getClassLoader(),
                new Class<?>[] {Session.class},
                (self, method, arguments) -> null);
        List<String> candidates = new ArrayList<>();
        completer.complete(session, new Line(word), candidates);
        return candidates.stream().map(String::strip).toList();
    }

    @Test
    void instancesCompleteByTheirNames() {
        InstanceCompleter completer = new InstanceCompleter();
        completer.director = new HandMadeDirector();
        assertThat(complete(completer, "VI_")).containsExactly("VI_1", "VI_2");
        assertThat(complete(completer, "X")).isEmpty();
    }

    @Test
    void virtualServersCompleteQuotedSinceBracketsAreTheShells() {
        VirtualServerCompleter completer = new VirtualServerCompleter();
        completer.director = new HandMadeDirector();
        assertThat(complete(completer, "")).containsExactly("'[10.0.0.1]:tcp:80'", "'[2001:db8::1]:tcp:443'");
    }

    @Test
    void checkerTypesAndEventKindsComplete() {
        CheckerTypeCompleter completer = new CheckerTypeCompleter();
        completer.director = new HandMadeDirector();
        assertThat(complete(completer, "P")).containsExactly("POP3_CHECK");
        assertThat(complete(new EventKindCompleter(), "S")).containsExactly("SCRIPT", "SERVER");
    }

    @Test
    void targetsOfChecksCompleteByTypeAndByAddress() {
        CheckTargetCompleter completer = new CheckTargetCompleter();
        completer.director = new HandMadeDirector();
        assertThat(complete(completer, "10.0.1.")).containsExactly("10.0.1.1:8080", "10.0.1.2:8080");
        assertThat(complete(completer, "POP")).containsExactly("POP3_CHECK");
        assertThat(complete(completer, "'[")).containsExactly("'[2001:db8::2]:110'");
        assertThat(complete(new CheckTargetCompleter(), "")).isEmpty();
    }

    @Test
    void withoutADirectorNothingCompletes() {
        assertThat(complete(new InstanceCompleter(), "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                StatusCommand.class,
                VrrpCommand.class,
                PoolsCommand.class,
                ChecksCommand.class,
                CheckNowCommand.class,
                CheckerTypesCommand.class,
                EventsCommand.class,
                ConfigTestCommand.class,
                ConfigPlanCommand.class,
                ReloadCommand.class
            })
    void everyCommandIsDeclaredWithHelpAndAnExample(Class<?> type) {
        Command command = type.getAnnotation(Command.class);
        assertThat(type).hasAnnotation(Service.class).isPublic().isFinal();
        assertThat(command.scope()).isEqualTo("vigil");
        assertThat(command.description()).isNotBlank();
        assertThat(command.detailedDescription()).contains("    vigil:" + command.name());
    }
}
