package io.vigil.shell;

import com.grack.nanojson.JsonAppendableWriter;
import com.grack.nanojson.JsonWriter;
import io.vigil.api.Addresses;
import io.vigil.api.Endpoint;
import io.vigil.api.Place;
import io.vigil.api.checker.Options;
import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots as JSON: a record is an object with its components in their order, times are ISO-8601, an empty optional is null,
 * addresses and places are their text, maps are sorted. The library writes; this class only walks, and a type that it does not
 * know is a bug, never a guess by reflection.
 */
final class Json {
    private Json() {}

    /** The value, indented, without an end of line. */
    static String text(Object value) {
        StringBuilder out = new StringBuilder();
        JsonAppendableWriter writer = JsonWriter.indent("  ").on(out);
        write(writer, null, value);
        writer.done();
        return out.toString();
    }

    private static void write(JsonAppendableWriter to, @Nullable String key, @Nullable Object value) {
        if (key != null) {
            to.key(key);
        }
        Object plain = plain(value);
        if (plain == null) {
            to.nul();
        } else if (plain instanceof String text) {
            to.value(text);
        } else if (plain instanceof Boolean flag) {
            to.value(flag.booleanValue());
        } else if (plain instanceof Number number) {
            to.value(number);
        } else if (plain instanceof Record fields) {
            to.object();
            for (RecordComponent component : fields.getClass().getRecordComponents()) {
                write(to, component.getName(), read(component, fields));
            }
            to.end();
        } else if (plain instanceof Map<?, ?> map) {
            to.object();
            new TreeMap<>(map).forEach((name, entry) -> write(to, String.valueOf(name), entry));
            to.end();
        } else if (plain instanceof Collection<?> items) {
            to.array();
            items.forEach(item -> write(to, null, item));
            to.end();
        } else {
            throw new IllegalArgumentException(
                    "no JSON form for " + plain.getClass().getName());
        }
    }

    /** What is written as something simpler than it is. */
    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return plain(optional.orElse(null));
        }
        if (value instanceof OptionalInt optional) {
            return optional.isPresent() ? optional.getAsInt() : null;
        }
        if (value instanceof InetAddress address) {
            return Addresses.text(address);
        }
        if (value instanceof Instant
                || value instanceof Duration
                || value instanceof Path
                || value instanceof Endpoint
                || value instanceof Place
                || value instanceof Options) {
            return value.toString();
        }
        return value instanceof Enum<?> constant ? constant.name() : value;
    }

    private static @Nullable Object read(RecordComponent component, Record from) {
        try {
            // A record may be declared where others cannot see it; its components are public all the same.
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(from);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot read " + component, e);
        }
    }
}
