package io.vigil.shell.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecArgumentsTest {
    @Test
    void theSocketLiesInTheDataOfTheBase() {
        ExecArguments arguments = ExecArguments.parse(new String[] {"/srv/a", "vigil:pools", "--down"})
                .orElseThrow();
        assertThat(arguments.place().socket()).isEqualTo(Path.of("/srv/a/data/vigil.sock"));
        assertThat(arguments.pidFile()).isEqualTo(Path.of("/srv/a/karaf.pid"));
        assertThat(arguments.command()).isEqualTo("vigil:pools --down");
    }

    @Test
    void optionsThatAreUnknownOrHaveNoValueAndNoCommandAtAllMakeNoSense() {
        assertThat(ExecArguments.parse(new String[] {"--sokcet", "/srv/a", "/srv/a", "x"}))
                .isEmpty();
        assertThat(ExecArguments.parse(new String[] {"--socket"})).isEmpty();
        assertThat(ExecArguments.parse(new String[] {"/srv/a"})).isEmpty();
        assertThat(ExecArguments.parse(new String[0])).isEmpty();
    }

    @Test
    void aPathThatIsTooLongForASocketIsFoundThroughItsPointer(@TempDir Path directory) throws IOException {
        Path deep = directory.resolve("d".repeat(120));
        Files.createDirectories(deep);
        SocketPlace place = new SocketPlace(deep.resolve("vigil.sock"));
        Files.writeString(place.pointer(), "/tmp/short/s\n");
        assertThat(place.resolve()).isEqualTo(Path.of("/tmp/short/s"));
    }
}
