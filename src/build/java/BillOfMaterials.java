import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Run by the build: writes what the jar consists of, as a CycloneDX document, from the class path and the descriptions
 * that lie beside its files in Maven's repository. Needs no network, and tells the same of the same files.
 */
final class BillOfMaterials {
    private BillOfMaterials() {}

    /** A description of a library: what it is, and the one that it inherits from. */
    private record Pom(Path file, Element project) {
        static Pom read(Path file) throws Exception {
            try (InputStream in = Files.newInputStream(file)) {
                return read(file, in);
            }
        }

        static Pom read(Path file, InputStream in) throws Exception {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return new Pom(file, factory.newDocumentBuilder().parse(in).getDocumentElement());
        }

        private static Optional<Element> child(Element of, String name) {
            return children(of, name).stream().findFirst();
        }

        private static List<Element> children(Element of, String name) {
            return IntStream.range(0, of.getChildNodes().getLength())
                    .mapToObj(of.getChildNodes()::item)
                    .filter(node -> node.getNodeType() == Node.ELEMENT_NODE)
                    .filter(node -> name.equals(node.getLocalName()) || name.equals(node.getNodeName()))
                    .map(Element.class::cast)
                    .toList();
        }

        private static Optional<String> text(Element of, String name) {
            return child(of, name).map(element -> element.getTextContent().strip());
        }

        /** The group and the version may be the parent's. */
        String own(String name) {
            return text(project, name)
                    .or(() -> child(project, "parent").flatMap(parent -> text(parent, name)))
                    .orElseThrow(() -> new IllegalStateException(file + " has no " + name));
        }

        Optional<Pom> parent() throws Exception {
            Optional<Element> parent = child(project, "parent");
            if (parent.isEmpty()) {
                return Optional.empty();
            }
            Path repository = file.getParent().getParent().getParent();
            for (int i = 0; i < own("groupId").split("\\.").length; i++) {
                repository = repository.getParent();
            }
            String artifact = text(parent.get(), "artifactId").orElseThrow();
            String version = text(parent.get(), "version").orElseThrow();
            Path there = repository
                    .resolve(text(parent.get(), "groupId").orElseThrow().replace('.', '/'))
                    .resolve(artifact)
                    .resolve(version)
                    .resolve(artifact + "-" + version + ".pom");
            return Files.exists(there) ? Optional.of(read(there)) : Optional.empty();
        }

        /** Its licences, by the names that its authors give them. */
        List<String> licences() throws Exception {
            List<String> own = named();
            Optional<Pom> parent = own.isEmpty() ? parent() : Optional.empty();
            return parent.isPresent() ? parent.get().licences() : own;
        }

        /** Those that it names itself. */
        List<String> named() {
            return child(project, "licenses").stream()
                    .flatMap(all -> children(all, "license").stream())
                    .flatMap(one -> text(one, "name").stream())
                    .toList();
        }
    }

    /** Arguments: the project's version, its class path, and the file to be written. */
    public static void main(String[] args) throws Exception {
        List<String> components = new ArrayList<>();
        for (String entry : args[1].split(File.pathSeparator)) {
            if (entry.endsWith(".jar")) {
                components.addAll(components(Path.of(entry)));
            }
        }
        Path file = Path.of(args[2]);
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                {
                  "bomFormat": "CycloneDX",
                  "specVersion": "1.5",
                  "version": 1,
                  "metadata": {
                    "component": {"type": "application", "group": "org.overtap", "name": "overtap", "version": %s}
                  },
                  "components": [
                %s
                  ]
                }
                """.formatted(
                        quoted(args[0]), components.stream().sorted().collect(Collectors.joining(",\n"))));
    }

    /** The library, and those of which it has a copy in it and says so. */
    private static List<String> components(Path jar) throws Exception {
        Pom pom = Pom.read(Path.of(jar.toString().replaceFirst("\\.jar$", ".pom")));
        String hash = "\n              \"hashes\": [{\"alg\": \"SHA-256\", \"content\": " + quoted(sum(jar)) + "}],";
        List<String> components = new ArrayList<>(List.of(component(pom, hash, pom.licences())));
        try (JarFile packed = new JarFile(jar.toFile())) {
            for (JarEntry entry : Collections.list(packed.entries())) {
                if (entry.getName().matches("META-INF/maven/[^/]+/[^/]+/pom\\.xml")) {
                    Pom copied;
                    try (InputStream in = packed.getInputStream(entry)) {
                        copied = Pom.read(Path.of(entry.getName()), in);
                    }
                    if (!copied.own("artifactId").equals(pom.own("artifactId"))) {
                        // Where it names no licence itself, it came under that of what it was copied into.
                        List<String> named = copied.named();
                        components.add(component(copied, "", named.isEmpty() ? pom.licences() : named));
                    }
                }
            }
        }
        return components;
    }

    private static String component(Pom pom, String hash, List<String> named) {
        String group = pom.own("groupId");
        String name = pom.own("artifactId");
        String version = pom.own("version");
        String licences = named.stream()
                .map(licence -> "{\"license\": {\"name\": " + quoted(licence) + "}}")
                .collect(Collectors.joining(", "));
        return """
                    {
                      "type": "library",
                      "group": %s,
                      "name": %s,
                      "version": %s,
                      "purl": %s,%s
                      "licenses": [%s]
                    }""".formatted(
                        quoted(group),
                        quoted(name),
                        quoted(version),
                        quoted("pkg:maven/" + group + "/" + name + "@" + version + "?type=jar"),
                        hash,
                        licences);
    }

    private static String sum(Path jar) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(read(jar)));
    }

    private static byte[] read(Path jar) throws IOException {
        return Files.readAllBytes(jar);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\s+", " ") + '"';
    }
}
