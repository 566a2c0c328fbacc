package io.vigil.vrrp.machine;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What trackers say of one instance: faults, awaited first results, and points that change its priority. */
final class Conditions {
    private final Map<String, String> faults = new LinkedHashMap<>();
    private final Set<String> awaited = new LinkedHashSet<>();
    private final Map<String, Integer> points = new HashMap<>();

    /** True if the fault is new. */
    boolean begin(String key, String text) {
        return faults.put(key, text) == null;
    }

    boolean end(String key) {
        return faults.remove(key) != null;
    }

    void await(String key) {
        awaited.add(key);
    }

    boolean came(String key) {
        return awaited.remove(key);
    }

    void points(String key, int value) {
        if (value == 0) {
            points.remove(key);
        } else {
            points.put(key, value);
        }
    }

    boolean faulty() {
        return !faults.isEmpty();
    }

    boolean waiting() {
        return !awaited.isEmpty();
    }

    boolean clear() {
        return faults.isEmpty() && awaited.isEmpty();
    }

    List<String> faults() {
        return List.copyOf(faults.values());
    }

    /** W1: the owner always 255, others 1 to 254. */
    int effective(int base) {
        if (base == 255) {
            return 255;
        }
        long total = base;
        for (int value : points.values()) {
            total += value;
        }
        return (int) Math.max(1, Math.min(254, total));
    }
}
