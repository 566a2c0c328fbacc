package io.vigil.config.language;

import io.vigil.api.Place;
import io.vigil.api.Script;
import io.vigil.api.Severity;
import io.vigil.api.Statement;
import io.vigil.api.Statement.Word;
import io.vigil.config.syntax.ScriptWords;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns script lines into scripts: splits command and arguments, settles the identity, looks whether the program is there, can
 * run and cannot be changed by anybody but root. A script that must not run is kept and says why.
 */
public final class ScriptReader {
    /** Who runs what says nothing of it, and whether insecure scripts are refused. */
    public record Policy(Optional<String> user, Optional<String> group, boolean secure) {}

    private static final String USER_BY_NAME = "keepalived_script";

    private final Findings findings;
    private final Host host;
    private final Policy policy;
    private boolean warned;

    /** A reader with the identity and the security of {@code global_defs}. */
    public ScriptReader(Findings findings, Host host, Policy policy) {
        this.findings = findings;
        this.host = host;
        this.policy = policy;
    }

    /** The script of a line {@code KEYWORD COMMAND [USER [GROUP]]}; empty when it names none. */
    public Optional<Script> read(Statement line) {
        return read(line, List.of(), true);
    }

    /** The same with arguments that are always added. */
    public Optional<Script> read(Statement line, List<String> more) {
        return read(line, more, true);
    }

    /** The script of a line whose user stands elsewhere: further words of it do not count. */
    public Optional<Script> read(Statement line, Optional<Statement> identity) {
        Optional<Script> script = read(line, List.of(), false);
        return identity.isEmpty()
                ? script
                : script.map(s -> identify(s, identity.get().arguments()));
    }

    private Optional<Script> read(Statement line, List<String> more, boolean withIdentity) {
        ScriptWords words = ScriptWords.ofStatement(line);
        words.problem().ifPresent(findings::add);
        if (words.words().size() < 2 || words.words().get(1).text().isBlank()) {
            findings.error(line.place(), "'" + line.keyword() + "' names no program; the line is ignored");
            return Optional.empty();
        }
        Word command = words.words().get(1);
        Script script = identify(
                new Script(split(command, more), Optional.empty(), Optional.empty(), Optional.empty(), command.place()),
                withIdentity ? words.words().subList(2, words.words().size()) : List.of());
        warnOnce(command.place());
        return Optional.of(script);
    }

    private List<String> split(Word command, List<String> more) {
        String text = command.text().strip();
        if (isRedirection(text)) {
            return List.of("/bin/sh", "-c", text);
        }
        List<String> parts = new ArrayList<>();
        ScriptWords words = ScriptWords.ofCommand(command);
        words.problem().ifPresent(findings::add);
        for (Word word : words.words()) {
            parts.add(word.text());
        }
        parts.addAll(more);
        return parts;
    }

    private static boolean isRedirection(String text) {
        return text.startsWith("<") && text.substring(1).stripLeading().startsWith("/");
    }

    private Script identify(Script script, List<Word> identity) {
        Optional<String> user =
                identity.isEmpty() ? policy.user() : Optional.of(identity.get(0).text());
        Optional<String> group = identity.isEmpty()
                ? policy.group()
                : identity.size() < 2
                        ? Optional.empty()
                        : groupName(identity.get(1).text());
        if (user.isEmpty() && host.user(USER_BY_NAME).isPresent()) {
            user = Optional.of(USER_BY_NAME);
        }
        Script known = new Script(script.command(), user, group, Optional.empty(), script.place());
        Place place = identity.isEmpty() ? script.place() : identity.get(0).place();
        if (user.isPresent() && host.user(user.get()).isEmpty()) {
            return refuse(known, place, "there is no user '" + user.get() + "' here");
        }
        if (group.isPresent() && !host.hasGroup(group.get())) {
            return refuse(known, place, "there is no group '" + group.get() + "' here");
        }
        if (user.isEmpty() && policy.secure()) {
            findings.security(
                    script.place(),
                    Severity.WARNING,
                    "with enable_script_security a script needs a user, by script_user or on its line; '"
                            + script.command().get(0) + "' will not run");
            return new Script(script.command(), user, group, Optional.of("no user is given for it"), script.place());
        }
        return inspect(known);
    }

    /** {@code :GROUP} asks for further groups as well, a lone colon for those of the user. */
    private static Optional<String> groupName(String word) {
        String name = word.startsWith(":") ? word.substring(1) : word;
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    private Script inspect(Script script) {
        String program = script.command().get(0);
        if (program.equals("/bin/sh")
                && script.command().size() == 3
                && isRedirection(script.command().get(2))) {
            return script;
        }
        try {
            Path path = Path.of(program);
            if (program.indexOf('/') < 0) {
                Optional<Path> found = host.onPath(program);
                if (found.isEmpty()) {
                    return refuse(script, script.place(), "'" + program + "' is not found on the PATH");
                }
                findings.hereAndNow(
                        script.place(),
                        Severity.WARNING,
                        "'" + program + "' is taken as " + found.get() + ", found on the PATH");
                path = found.get();
            }
            return inspect(script, path);
        } catch (InvalidPathException e) {
            return refuse(script, script.place(), "'" + program + "' is no path");
        }
    }

    private Script inspect(Script script, Path path) {
        Host.Program program = host.program(path);
        List<String> command = new ArrayList<>(script.command());
        command.set(0, path.toString());
        Script settled = new Script(command, script.user(), script.group(), Optional.empty(), script.place());
        if (!program.exists()) {
            return refuse(settled, script.place(), "there is no program " + path + " here");
        }
        if (!program.executable()) {
            return refuse(settled, script.place(), path + " is not executable");
        }
        boolean asRoot = script.user().flatMap(host::user).orElse(0) == 0;
        if (program.insecure().isEmpty() || !asRoot) {
            return settled;
        }
        String what = program.insecure().get();
        findings.security(
                script.place(),
                Severity.WARNING,
                what
                        + (policy.secure()
                                ? ", so " + path + " will not run as root"
                                : ", and " + path + " runs as root"));
        return policy.secure()
                ? new Script(command, script.user(), script.group(), Optional.of(what), script.place())
                : settled;
    }

    private Script refuse(Script script, Place place, String reason) {
        findings.hereAndNow(place, Severity.WARNING, reason + "; the script will not run");
        return new Script(script.command(), script.user(), script.group(), Optional.of(reason), script.place());
    }

    private void warnOnce(Place place) {
        if (!policy.secure() && !warned) {
            warned = true;
            findings.security(
                    place, Severity.WARNING, "scripts will run, and enable_script_security is not set in global_defs");
        }
    }
}
