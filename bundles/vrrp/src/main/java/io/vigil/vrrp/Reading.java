package io.vigil.vrrp;

import io.vigil.vrrp.machine.Event;
import io.vigil.vrrp.track.Contribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What stands between an instance and its service, read from one thing it depends on.
 *
 * @param awaited whether the first result is still to come
 * @param fault whether it is a fault now
 * @param points what it adds to the priority
 * @param text the same for people
 */
record Reading(boolean awaited, boolean fault, int points, String text) {
    static Reading fine(String text) {
        return new Reading(false, false, 0, text);
    }

    static Reading fault(String text) {
        return new Reading(false, true, 0, text);
    }

    static Reading awaited(String text) {
        return new Reading(true, false, 0, text);
    }

    static Reading of(Contribution contribution, String text) {
        return new Reading(false, contribution.fault(), contribution.points(), text);
    }

    /** The events that lead from what was read before to what is read now: what begins first, then what ends. */
    static List<Event> difference(String router, Map<String, Reading> before, Map<String, Reading> now) {
        List<Event> begin = new ArrayList<>();
        List<Event> end = new ArrayList<>();
        Reading nothing = fine("");
        now.forEach((key, reading) -> step(router, key, before.getOrDefault(key, nothing), reading, begin, end));
        before.forEach((key, reading) -> {
            if (!now.containsKey(key)) {
                step(router, key, reading, fine(key + " is no longer tracked"), begin, end);
            }
        });
        begin.addAll(end);
        return begin;
    }

    private static void step(
            String router, String key, Reading before, Reading now, List<Event> begin, List<Event> end) {
        if (now.awaited && !before.awaited) {
            begin.add(new Event.ResultAwaited(router, key));
        }
        if (now.fault && !before.fault) {
            begin.add(new Event.FaultBegan(router, key, now.text));
        }
        if (now.points != before.points) {
            begin.add(new Event.PointsChanged(router, key, now.points, now.text));
        }
        if (before.fault && !now.fault) {
            end.add(new Event.FaultEnded(router, key, now.text));
        }
        if (before.awaited && !now.awaited) {
            end.add(new Event.ResultCame(router, key));
        }
    }
}
