package io.vigil.core.deploy;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipException;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/** Says which jars in {@code deploy/} did not become bundles, and why; the file installer tells its log only. */
final class DropFolder {
    /** A file that still grows, or that the installer has not got to, is no trouble yet. */
    private static final Duration SETTLED = Duration.ofSeconds(5);

    private final Path folder;

    DropFolder(Path folder) {
        this.folder = folder;
    }

    /** What lies there in vain. */
    List<String> look(Bundle[] bundles, Instant now) {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path jar : jars) {
                Instant changed = Files.getLastModifiedTime(jar).toInstant();
                String location = jar.toUri().toString();
                boolean installed = false;
                for (Bundle bundle : bundles) {
                    installed |= bundle.getLocation()
                            .endsWith(location.substring("file:".length()).replaceFirst("^//", ""));
                }
                if (!installed && Duration.between(changed, now).abs().compareTo(SETTLED) > 0) {
                    found.add("deploy/" + jar.getFileName() + " was not deployed: " + why(jar, bundles));
                }
            }
        } catch (NoSuchFileException e) {
            // without the folder nothing lies in it; a jar that went while we looked is seen next time
            return found;
        } catch (IOException e) {
            found.add(folder + " cannot be read: " + e.getMessage());
        }
        return found;
    }

    private static String why(Path jar, Bundle[] bundles) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            Optional<String> name = Optional.ofNullable(manifest)
                    .map(m -> m.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME));
            if (manifest == null || name.isEmpty()) {
                return "it is no bundle, its manifest has no " + Constants.BUNDLE_SYMBOLICNAME;
            }
            String version = String.valueOf(manifest.getMainAttributes().getValue(Constants.BUNDLE_VERSION));
            for (Bundle bundle : bundles) {
                if (name.get().split(";", 2)[0].strip().equals(bundle.getSymbolicName())
                        && version.equals(bundle.getVersion().toString())) {
                    return bundle.getSymbolicName() + " " + version + " is installed already, from "
                            + bundle.getLocation();
                }
            }
            return "the framework refuses it, see log:display";
        } catch (ZipException e) {
            return "it is broken or only half of it was copied (" + e.getMessage() + ")";
        } catch (IOException e) {
            return "it cannot be read (" + e.getMessage() + ")";
        }
    }
}
