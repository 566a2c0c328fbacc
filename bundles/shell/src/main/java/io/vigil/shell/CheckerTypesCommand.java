package io.vigil.shell;

import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.Option;
import io.vigil.api.director.CheckerTypeStatus;
import io.vigil.api.director.DirectorAdmin;
import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code vigil:checker-types}: which types of check are installed, which are missing, and what one understands. */
@Service
@Command(
        scope = "vigil",
        name = "checker-types",
        description = "Shows the checker types that are installed or that the configuration names",
        detailedDescription = """
                ACTIVE types run their checks. BROKEN ones are installed and do not work, MISSING ones are not \
                installed, REPLACED ones stand behind another bundle of the same keyword; why and what to do comes first. \
                With a type, the options that may stand in its block, with their defaults.

                    vigil:checker-types
                    vigil:checker-types HTTP_GET
                    vigil:checker-types --json
                """)
public final class CheckerTypesCommand extends DirectorCommand {
    @Argument(name = "type", description = "Keyword of a checker type, such as TCP_CHECK")
    @Completion(CheckerTypeCompleter.class)
    @Nullable
    String keyword;

    @Override
    void show(DirectorAdmin director, Screen screen) throws FailedCommand {
        List<CheckerTypeStatus> types = chosen(director.checkerTypes());
        if (json) {
            screen.json(types);
            return;
        }
        types.stream()
                .filter(type -> !type.problem().isEmpty())
                .forEach(type -> screen.line(tone(type.state()), problem(type)));
        TextTable table = new TextTable("TYPE", "STATE", "BUNDLE", "VERSION", ">CHECKS", ">BROKE", "WHAT IT DOES");
        for (CheckerTypeStatus type : types) {
            table.row(
                    type.keyword(),
                    new TextTable.Cell(type.state().name(), tone(type.state())),
                    type.bundle().isEmpty() ? "-" : type.bundle(),
                    type.version().isEmpty() ? "-" : type.version(),
                    type.checks(),
                    type.broken(),
                    type.description().map(CheckerDescription::help).orElse("unknown"));
        }
        if (table.isEmpty()) {
            screen.line("no checker types");
            return;
        }
        table.print(screen);
        if (keyword != null) {
            types.forEach(type -> type.description().ifPresent(description -> options(description, screen)));
        }
    }

    private static String problem(CheckerTypeStatus type) {
        String text = type.problem().startsWith(type.keyword())
                ? type.problem()
                : type.keyword() + " of " + type.bundle() + " " + type.version() + ": " + type.problem();
        return switch (type.state()) {
            case ACTIVE, REPLACED -> text;
            case BROKEN, MISSING ->
                text + "; " + (type.checks() == 1 ? "1 check waits" : type.checks() + " checks wait") + " for it";
        };
    }

    private static Screen.Tone tone(CheckerTypeStatus.State state) {
        return switch (state) {
            case ACTIVE -> Screen.Tone.GOOD;
            case REPLACED -> Screen.Tone.DOUBT;
            case BROKEN, MISSING -> Screen.Tone.BAD;
        };
    }

    private List<CheckerTypeStatus> chosen(List<CheckerTypeStatus> all) throws FailedCommand {
        String wanted = keyword;
        if (wanted == null) {
            return all;
        }
        List<CheckerTypeStatus> found =
                all.stream().filter(type -> type.keyword().equals(wanted)).toList();
        if (found.isEmpty()) {
            throw FailedCommand.of(1, "no checker type is named " + wanted + "; vigil:checker-types lists them");
        }
        return found;
    }

    private static void options(CheckerDescription description, Screen screen) {
        TextTable table = new TextTable("OPTION", "VALUE", "DEFAULT", "MEANING");
        rows(table, description.options(), "");
        if (!table.isEmpty()) {
            table.print(screen);
        }
    }

    private static void rows(TextTable table, List<Option> options, String indent) {
        for (Option option : options) {
            table.row(
                    indent + option.keyword() + (option.required() ? " (required)" : ""),
                    option.choices().isEmpty()
                            ? option.type().name().toLowerCase(Locale.ROOT)
                            : String.join("|", option.choices()),
                    option.defaultValue().orElse("-"),
                    option.help());
            rows(table, option.block(), indent + "  ");
        }
    }
}
