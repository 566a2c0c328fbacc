package io.vigil.config.checkers;

import io.vigil.api.checker.CheckerDescription;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The checker types that are installed. Immutable. */
public final class CheckerCatalog {
    /** No checker is installed. */
    public static final CheckerCatalog EMPTY = new CheckerCatalog(Map.of());

    private final Map<String, CheckerDescription> byKeyword;

    private CheckerCatalog(Map<String, CheckerDescription> byKeyword) {
        this.byKeyword = byKeyword;
    }

    /** A catalogue of some types; of two with the same keyword the first counts. */
    public static CheckerCatalog of(Collection<CheckerDescription> descriptions) {
        Map<String, CheckerDescription> byKeyword = new HashMap<>();
        for (CheckerDescription description : descriptions) {
            byKeyword.putIfAbsent(description.keyword(), description);
        }
        return new CheckerCatalog(byKeyword);
    }

    /** The type of a keyword. */
    public Optional<CheckerDescription> find(String keyword) {
        return Optional.ofNullable(byKeyword.get(keyword));
    }

    /** The keywords of all types. */
    public Set<String> keywords() {
        return Collections.unmodifiableSet(byKeyword.keySet());
    }
}
