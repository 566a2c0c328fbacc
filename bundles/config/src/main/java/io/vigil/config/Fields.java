package io.vigil.config;

import io.vigil.api.Place;
import io.vigil.api.Script;
import io.vigil.api.failover.VrrpInstance.Authentication;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The components of a record by name, those of records within by {@code outer.inner}; places are left out everywhere. */
final class Fields {
    private Fields() {}

    static Map<String, Object> of(Object item) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (item instanceof Map<?, ?> map) {
            map.forEach((name, value) -> fields.put(String.valueOf(name), plain(value)));
        } else {
            collect("", item, fields);
        }
        return fields;
    }

    private static void collect(String prefix, Object item, Map<String, Object> fields) {
        for (RecordComponent component : item.getClass().getRecordComponents()) {
            Object value = read(component, item);
            if (value instanceof Place) {
                continue;
            }
            String name = prefix + words(component.getName());
            if (value instanceof Record && !(value instanceof Authentication) && !(value instanceof Script)) {
                collect(name + " ", value, fields);
            } else {
                fields.put(name, plain(value));
            }
        }
    }

    /** The same without places, for comparison. */
    private static Object plain(Object value) {
        if (value instanceof Script script) {
            return new Script(script.command(), script.user(), script.group(), script.refused(), Place.NOWHERE);
        }
        if (value instanceof Optional<?> optional) {
            return optional.map(Fields::plain);
        }
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>(list.size());
            list.forEach(item -> items.add(plain(item)));
            return items;
        }
        return value;
    }

    private static Object read(RecordComponent component, Object item) {
        try {
            return component.getAccessor().invoke(item);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("component " + component + " cannot be read", e);
        }
    }

    /** {@code lowerPriorityDelay} becomes {@code lower priority delay}. */
    private static String words(String name) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            words.append(Character.isUpperCase(c) ? " " : "").append(c);
        }
        return words.toString().toLowerCase(Locale.ROOT);
    }
}
