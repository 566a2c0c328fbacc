package io.vigil.core.check;

import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerFactory;
import io.vigil.config.checkers.CheckerCatalog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The checker types that are installed. Two bundles may bring the same type: the one with the higher ranking counts. */
public final class CheckerTypes {
    /**
     * A factory that is there.
     *
     * @param description what it declares
     * @param bundle symbolic name of its bundle
     * @param version version of its bundle
     * @param ranking its service ranking
     * @param serviceId its service id; of two with the same ranking the older counts
     * @param lane where its code runs
     */
    public record Installed(
            CheckerFactory factory,
            CheckerDescription description,
            String bundle,
            String version,
            int ranking,
            long serviceId,
            Lane lane) {}

    private static final Comparator<Installed> BEST_FIRST =
            Comparator.comparingInt(Installed::ranking).reversed().thenComparingLong(Installed::serviceId);

    private final Map<String, List<Installed>> types = new TreeMap<>();

    /** A factory came. */
    public void add(Installed installed) {
        List<Installed> same = types.computeIfAbsent(installed.description().keyword(), k -> new ArrayList<>());
        same.add(installed);
        same.sort(BEST_FIRST);
    }

    /** A factory went; gives what it was, or empty when it was not known. */
    public Optional<Installed> remove(CheckerFactory factory) {
        Optional<Installed> gone = types.values().stream()
                .flatMap(List::stream)
                .filter(i -> i.factory() == factory)
                .findFirst();
        types.values().forEach(same -> same.removeIf(i -> i.factory() == factory));
        types.values().removeIf(List::isEmpty);
        return gone;
    }

    /** What makes checks of this type. */
    public Optional<Installed> find(String type) {
        return Optional.ofNullable(types.get(type)).map(same -> same.get(0));
    }

    /** All that bring a type, the one that counts first. */
    public List<Installed> bringing(String type) {
        return List.copyOf(types.getOrDefault(type, List.of()));
    }

    /** The best of each type. */
    public List<Installed> all() {
        return types.values().stream().map(same -> same.get(0)).toList();
    }

    /** The types that are there and, behind them, those that bundles only declare so far. */
    public CheckerCatalog catalog(Collection<CheckerDescription> declared) {
        Map<String, CheckerDescription> all = new LinkedHashMap<>();
        all().forEach(i -> all.put(i.description().keyword(), i.description()));
        declared.forEach(d -> all.putIfAbsent(d.keyword(), d));
        return CheckerCatalog.of(all.values());
    }
}
