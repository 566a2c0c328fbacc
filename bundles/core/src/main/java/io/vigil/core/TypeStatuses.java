package io.vigil.core;

import io.vigil.api.director.CheckerTypeStatus;
import io.vigil.api.director.CheckerTypeStatus.State;
import io.vigil.core.check.CheckBook;
import io.vigil.core.check.CheckerTypes;
import io.vigil.core.deploy.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The checker types as readers see them. */
final class TypeStatuses {
    private TypeStatuses() {}

    /** Every type that is installed, should be, or is missing, by keyword; of several bundles with one the one that counts first. */
    static List<CheckerTypeStatus> of(CheckBook book, CheckerTypes types, Deployment deployment, Set<String> missing) {
        Map<String, Integer> counts = book.countByType();
        Map<String, Long> broken = book.brokenByType();
        Map<String, Set<String>> problems = book.problemsByType();
        Set<String> keywords = new TreeSet<>(missing);
        types.all().forEach(t -> keywords.add(t.description().keyword()));
        deployment.troubles().forEach(t -> keywords.add(t.type()));
        List<CheckerTypeStatus> all = new ArrayList<>();
        for (String keyword : keywords) {
            int checks = counts.getOrDefault(keyword, 0);
            long broke = broken.getOrDefault(keyword, 0L);
            List<CheckerTypes.Installed> bringing = types.bringing(keyword);
            for (int i = 0; i < bringing.size(); i++) {
                all.add(
                        i == 0
                                ? active(bringing.get(0), checks, broke, problems.getOrDefault(keyword, Set.of()))
                                : replaced(bringing.get(i), bringing.get(0)));
            }
            deployment.troubles().stream().filter(t -> t.type().equals(keyword)).forEach(t -> {
                boolean waits = bringing.isEmpty();
                all.add(new CheckerTypeStatus(
                        keyword,
                        t.bundle(),
                        t.version(),
                        State.BROKEN,
                        t.cause(),
                        waits ? checks : 0,
                        waits ? broke : 0,
                        Optional.empty()));
            });
            boolean told = all.stream().anyMatch(t -> t.keyword().equals(keyword));
            if (!told) {
                all.add(new CheckerTypeStatus(
                        keyword, "", "", State.MISSING, deployment.missing(keyword), checks, broke, Optional.empty()));
            }
        }
        return List.copyOf(all);
    }

    private static CheckerTypeStatus active(CheckerTypes.Installed type, int checks, long broke, Set<String> problems) {
        String problem = problems.isEmpty() ? "" : problems.iterator().next();
        return new CheckerTypeStatus(
                type.description().keyword(),
                type.bundle(),
                type.version(),
                problems.isEmpty() ? State.ACTIVE : State.BROKEN,
                problems.size() > 1 ? problem + "; and " + (problems.size() - 1) + " more" : problem,
                checks,
                broke,
                Optional.of(type.description()));
    }

    private static CheckerTypeStatus replaced(CheckerTypes.Installed type, CheckerTypes.Installed by) {
        return new CheckerTypeStatus(
                type.description().keyword(),
                type.bundle(),
                type.version(),
                State.REPLACED,
                by.bundle() + " " + by.version() + " comes first ("
                        + (by.ranking() > type.ranking() ? "higher ranking" : "it was there before") + ")",
                0,
                0,
                Optional.of(type.description()));
    }
}
