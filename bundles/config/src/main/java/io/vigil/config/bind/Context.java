package io.vigil.config.bind;

import io.vigil.api.Script;
import io.vigil.api.Severity;
import io.vigil.api.Statement;
import io.vigil.api.Statement.Word;
import io.vigil.config.checkers.CheckerCatalog;
import io.vigil.config.language.Block;
import io.vigil.config.language.BlockReader;
import io.vigil.config.language.CheckerBinder;
import io.vigil.config.language.Findings;
import io.vigil.config.language.Host;
import io.vigil.config.language.ScriptReader;
import io.vigil.config.language.TrackFiles;
import io.vigil.config.language.Values;
import java.util.Optional;
import java.util.Set;

/**
 * What the builders share.
 *
 * @param findings where they report
 * @param reader reads blocks by their tables
 * @param globals the values of every {@code global_defs}
 * @param scripts reads script lines
 * @param host what there is on this machine
 * @param files the tracked files that have been defined
 * @param checkers the checker types that are installed
 * @param missingTypes those that are not, and have been reported
 * @param checks reads the blocks of checks
 */
record Context(
        Findings findings,
        BlockReader reader,
        Values globals,
        ScriptReader scripts,
        Host host,
        TrackFiles files,
        CheckerCatalog checkers,
        Set<String> missingTypes,
        CheckerBinder checks) {
    Values read(Statement statement, Block block) {
        return reader.read(statement, block);
    }

    Optional<Script> script(Values values, String keyword) {
        return values.line(keyword).filter(line -> !line.arguments().isEmpty()).flatMap(scripts::read);
    }

    boolean dynamicInterfaces() {
        return globals.has("dynamic_interfaces");
    }

    /** Says that an interface is not here now, unless it may come later. */
    void expectInterface(Word word) {
        if (!dynamicInterfaces() && !host.hasInterface(word.text())) {
            findings.hereAndNow(word.place(), Severity.NOTE, "there is no interface '" + word.text() + "' here now");
        }
    }
}
