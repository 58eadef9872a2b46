package org.overtap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The jar tells what it consists of. */
class BillOfMaterialsIT {
    @Test
    void everyLibraryThatTheJarHasIsListed() throws Exception {
        try (JarFile jar = new JarFile(
                Path.of(System.getProperty("overtap.jar", "target/overtap.jar")).toFile())) {
            JsonNode bill;
            try (InputStream in = jar.getInputStream(jar.getEntry("META-INF/sbom/overtap.cdx.json"))) {
                bill = new ObjectMapper().readTree(in);
            }
            assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
            assertThat(bill.at("/metadata/component/name").asText()).isEqualTo("overtap");
            Set<String> listed = new TreeSet<>();
            bill.path("components").forEach(one -> {
                assertThat(one.path("version").asText()).isNotEmpty();
                assertThat(one.path("licenses")).as(one.path("name").asText()).isNotEmpty();
                listed.add(one.path("group").asText() + ":" + one.path("name").asText());
            });
            assertThat(listed).contains("info.picocli:picocli", "com.github.mwiede:jsch");
            assertThat(listed).containsAll(described(jar));
        }
    }

    /** Those that describe themselves in the jar, as Maven leaves it there. */
    private static Set<String> described(JarFile jar) throws Exception {
        Set<String> found = new TreeSet<>();
        for (String name : jar.stream().map(Object::toString).toList()) {
            if (name.startsWith("META-INF/maven/") && name.endsWith("/pom.properties")) {
                Properties properties = new Properties();
                try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
                    properties.load(in);
                }
                found.add(properties.getProperty("groupId") + ":" + properties.getProperty("artifactId"));
            }
        }
        found.removeIf(name -> name.endsWith(":overtap"));
        return found;
    }
}
