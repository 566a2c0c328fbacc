package io.vigil.core;

import io.vigil.api.checker.CheckerDescription;
import io.vigil.config.checkers.CheckerDescriptionCodec;
import io.vigil.config.checkers.CheckerResources;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checker types that installed bundles declare, read from the bundles themselves: the configuration is read before checkers are
 * started, and should know them all the same.
 */
final class DeclaredTypes {
    private static final Logger LOG = LoggerFactory.getLogger(DeclaredTypes.class);
    private static final int LONGEST = 1 << 20;

    private DeclaredTypes() {}

    static List<CheckerDescription> of(BundleContext context) {
        List<CheckerDescription> declared = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            try {
                Enumeration<String> paths = bundle.getEntryPaths(CheckerResources.DIRECTORY);
                if (paths != null) {
                    for (String path : Collections.list(paths)) {
                        read(bundle, path, declared);
                    }
                }
            } catch (IllegalStateException e) {
                LOG.debug("{} was uninstalled before it was read", bundle.getSymbolicName());
            }
        }
        return declared;
    }

    private static void read(Bundle bundle, String path, List<CheckerDescription> declared) {
        URL entry = bundle.getEntry(path);
        if (entry == null || path.endsWith("/")) {
            return;
        }
        try (InputStream in = entry.openStream()) {
            declared.add(CheckerDescriptionCodec.read(new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8)));
        } catch (IOException | CheckerDescriptionCodec.UnreadableException e) {
            LOG.warn(
                    "{} of {} declares no checker type that can be read: {}",
                    path,
                    bundle.getSymbolicName(),
                    e.toString());
        }
    }
}
