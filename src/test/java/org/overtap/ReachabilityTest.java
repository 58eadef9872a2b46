package org.overtap;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.overtap.testbed.TestbedProvider;

/** What only tests reach does not belong into the jar. */
class ReachabilityTest {
    /**
     * Where programs begin: the command line, and what a lab starts as a process of its own; testbeds come from their
     * table.
     */
    private static final List<String> ENTRANCES = List.of("org.overtap.cli.Main", "org.overtap.lab.boss.BossMain");

    @Test
    void everyClassIsReachedFromAProgram() {
        JavaClasses all = new ClassFileImporter()
                .withImportOption(new PackageRulesTest.MainClassesOnly())
                .importPackages("org.overtap");
        Set<String> reached = new HashSet<>();
        Deque<JavaClass> todo = new ArrayDeque<>();
        ENTRANCES.forEach(name -> todo.add(all.get(name)));
        ServiceLoader.load(TestbedProvider.class).stream()
                .map(provider -> all.get(provider.type().getName()))
                .forEach(todo::add);
        while (!todo.isEmpty()) {
            JavaClass next = todo.pop();
            if (reached.add(next.getName())) {
                next.getDirectDependenciesFromSelf().stream()
                        .map(Dependency::getTargetClass)
                        .map(JavaClass::getBaseComponentType)
                        .filter(target -> all.contain(target.getName()))
                        .map(target -> all.get(target.getName()))
                        .forEach(todo::add);
                next.getEnclosingClass().ifPresent(todo::add);
            }
        }
        Set<String> alone = new TreeSet<>();
        all.stream()
                .filter(type -> !onlyConstants(type))
                .map(type -> type.getName().replaceFirst("\\$.*", ""))
                .filter(name -> !name.endsWith("package-info"))
                .filter(name -> !reached.contains(name))
                .forEach(alone::add);

        assertThat(alone).isEmpty();
    }

    /** The compiler writes constants where they are used and leaves no trace of where they come from. */
    private static boolean onlyConstants(JavaClass type) {
        return type.getMethods().isEmpty()
                && type.getFields().stream()
                        .allMatch(field -> field.getRawType().isPrimitive());
    }
}
