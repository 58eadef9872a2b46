import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
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
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return new Pom(
                    file, factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement());
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
            List<String> own = child(project, "licenses").stream()
                    .flatMap(all -> children(all, "license").stream())
                    .flatMap(one -> text(one, "name").stream())
                    .toList();
            Optional<Pom> parent = own.isEmpty() ? parent() : Optional.empty();
            return parent.isPresent() ? parent.get().licences() : own;
        }
    }

    /** Arguments: the project's version, its class path, and the file to be written. */
    public static void main(String[] args) throws Exception {
        List<String> components = new ArrayList<>();
        for (String entry : args[1].split(File.pathSeparator)) {
            if (entry.endsWith(".jar")) {
                components.add(component(Path.of(entry)));
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

    private static String component(Path jar) throws Exception {
        Pom pom = Pom.read(Path.of(jar.toString().replaceFirst("\\.jar$", ".pom")));
        String group = pom.own("groupId");
        String name = pom.own("artifactId");
        String version = pom.own("version");
        String licences = pom.licences().stream()
                .map(licence -> "{\"license\": {\"name\": " + quoted(licence) + "}}")
                .collect(Collectors.joining(", "));
        return """
                    {
                      "type": "library",
                      "group": %s,
                      "name": %s,
                      "version": %s,
                      "purl": %s,
                      "hashes": [{"alg": "SHA-256", "content": %s}],
                      "licenses": [%s]
                    }""".formatted(
                        quoted(group),
                        quoted(name),
                        quoted(version),
                        quoted("pkg:maven/" + group + "/" + name + "@" + version + "?type=jar"),
                        quoted(sum(jar)),
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
