package org.overtap.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.overtap.placement.CoverProblem;

/** The problems of the bench's table, by name. A new one is one line here. */
final class BenchFamilies {
    private static final Map<String, Supplier<CoverProblem>> PROVEN = proven();

    private BenchFamilies() {}

    private static Map<String, Supplier<CoverProblem>> proven() {
        Map<String, Supplier<CoverProblem>> families = new LinkedHashMap<>();
        families.put("ba", () -> Families.barabasiAlbert(100_000, 3, 1));
        families.put("tree", () -> Families.randomTree(100_000, 1));
        families.put("grid", () -> Families.grid(316));
        families.put("fattree", () -> Families.fatTree(72));
        families.put("isp", () -> Families.isp(10_000, 90_000, 1));
        families.put("lantree", () -> Families.lanTree(10_000, 10, 1));
        return families;
    }

    /** Those that must be proven. */
    static Set<String> provenNames() {
        return PROVEN.keySet();
    }

    static CoverProblem named(String name) {
        return switch (name) {
            case "er4" -> Families.erdosRenyi(1000, 4, 1);
            case "lanmesh" -> Families.lanMesh(100_000, 40_000, 10, 1);
            default -> PROVEN.get(name).get();
        };
    }
}
