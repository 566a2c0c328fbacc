package io.vigil.itests;

import io.vigil.api.checker.CheckerFactory;
import io.vigil.itests.sample.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Bundles made of the samples, as they come out of an outsider's build: one component, one capability, the API imported. */
final class Samples {
    private static final String PACKAGE = "io/vigil/itests/sample/";
    private static final List<String> CLASSES = List.of(
            "Deafness",
            "Sample",
            "Sample$OtherOptions",
            "Sample$ThrowsInConstructor",
            "Sample$BlocksInConstructor",
            "Sample$ThrowsInDescription",
            "Sample$ThrowsInCreate",
            "Sample$BlocksInCreate",
            "Sample$ThrowsInCheck",
            "Sample$BlocksInCheck",
            "Sample$LeaksAThread");

    private Samples() {}

    /** A bundle whose component is this class. */
    static byte[] bundle(String name, String version, Class<? extends CheckerFactory> component) throws IOException {
        return bundle(name, version, component, "");
    }

    /** The same that needs more packages. */
    static byte[] bundle(String name, String version, Class<? extends CheckerFactory> component, String moreImports)
            throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name);
        main.putValue("Bundle-Version", version);
        main.putValue("Import-Package", "io.vigil.api.checker;version=\"[1,2)\"" + moreImports);
        main.putValue("Service-Component", "OSGI-INF/sample.xml");
        main.putValue("Provide-Capability", "io.vigil.checker;type=" + Sample.KEYWORD);
        main.putValue("Require-Capability", "osgi.extender;filter:=\"(osgi.extender=osgi.component)\"");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            put(jar, "OSGI-INF/sample.xml", """
                    <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%s">
                      <implementation class="%s"/>
                      <service><provide interface="io.vigil.api.checker.CheckerFactory"/></service>
                      <property name="checker.type" value="%s"/>
                    </scr:component>
                    """.formatted(
                            component.getSimpleName(), component.getName(), Sample.KEYWORD)
                    .getBytes(StandardCharsets.UTF_8));
            for (String type : CLASSES) {
                String path = PACKAGE + type + ".class";
                try (InputStream in = Samples.class.getClassLoader().getResourceAsStream(path)) {
                    if (in == null) {
                        throw new IOException(path + " is not there");
                    }
                    put(jar, path, in.readAllBytes());
                }
            }
        }
        return bytes.toByteArray();
    }

    private static void put(JarOutputStream jar, String path, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(path));
        jar.write(content);
        jar.closeEntry();
    }

    /** Drops a file as one should: written elsewhere on the same file system, then renamed. */
    static Path drop(Path folder, String name, byte[] content) throws IOException {
        Path staged = Files.write(folder.resolveSibling(name + ".incoming"), content);
        return Files.move(staged, folder.resolve(name));
    }
}
