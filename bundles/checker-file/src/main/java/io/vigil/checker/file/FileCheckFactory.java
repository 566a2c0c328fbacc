package io.vigil.checker.file;

import io.vigil.api.Diagnostic;
import io.vigil.api.Severity;
import io.vigil.api.checker.Checker;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerDescription.Habit;
import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.CheckerType;
import io.vigil.api.checker.InvalidOptionsException;
import io.vigil.api.checker.Option;
import io.vigil.api.checker.OptionType;
import io.vigil.api.checker.Options;
import io.vigil.api.failover.TrackFile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Makes {@code FILE_CHECK}s, whose results count from the first moment and without retries. */
@Component(service = CheckerFactory.class)
@CheckerType(FileCheckFactory.KEYWORD)
public final class FileCheckFactory implements CheckerFactory {
    static final String KEYWORD = "FILE_CHECK";

    private static final String FILE = "track_file";
    private static final String WEIGHT = "weight";

    private static final CheckerDescription DESCRIPTION = new CheckerDescription(
                    KEYWORD,
                    "The number in a file, times a weight, is added to the weight of the server.",
                    List.of(
                            Option.of(FILE, OptionType.TRACK_FILE, "The name of the track_file to follow.")
                                    .mandatory(),
                            Option.of(
                                    WEIGHT,
                                    OptionType.WORDS,
                                    "What the number is multiplied by, then reverse or noreverse; 0: the server is down"
                                            + " unless the number is 0.")),
                    0,
                    Duration.ofSeconds(1))
            .with(Habit.BEGINS_AT_ONCE);

    /** Needs nothing. */
    @Activate
    public FileCheckFactory() {}

    @Override
    public CheckerDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Checker create(Options options) throws InvalidOptionsException {
        Optional<TrackFile> file = options.trackFile(FILE);
        if (file.isEmpty()) {
            throw new InvalidOptionsException(
                    List.of(Diagnostic.of(options.place(), Severity.ERROR, "FILE_CHECK has no track_file")));
        }
        return new FileCheck(file.get().file(), factor(options, file.get()));
    }

    private static Factor factor(Options options, TrackFile file) throws InvalidOptionsException {
        List<String> words = options.words(WEIGHT);
        if (words.isEmpty()) {
            return new Factor(file.weight(), file.reverse());
        }
        int weight = weight(words.get(0), options);
        boolean reverse = file.reverse();
        for (String word : words.subList(1, words.size())) {
            reverse = switch (word) {
                case "reverse" -> true;
                case "noreverse" -> false;
                default -> throw at(options, "a weight is followed by reverse or noreverse, not '" + word + "'");
            };
        }
        return new Factor(weight, reverse);
    }

    private static int weight(String word, Options options) throws InvalidOptionsException {
        try {
            int weight = Integer.parseInt(word);
            if (weight > Integer.MIN_VALUE) {
                return weight;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw at(options, "weight '" + word + "' is not between -2147483647 and 2147483647");
    }

    private static InvalidOptionsException at(Options options, String message) {
        return InvalidOptionsException.at(options, WEIGHT, message);
    }
}
