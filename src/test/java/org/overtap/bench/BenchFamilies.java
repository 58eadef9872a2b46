package org.overtap.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.overtap.placement.CoverProblem;

/** The problems of the bench's table, by name. A new one is one line here. */
final class BenchFamilies {
    private static final Map<String, Supplier<CoverProblem>> PROVEN = proven();
    private static final Map<String, Supplier<CoverProblem>> JUDGED = judged();

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

    private static Map<String, Supplier<CoverProblem>> judged() {
        Map<String, Supplier<CoverProblem>> families = new LinkedHashMap<>();
        families.put("er4", () -> Families.erdosRenyi(1000, 4, 1));
        families.put("ba-1e4", () -> Families.barabasiAlbert(10_000, 3, 1));
        families.put("lanmesh-1e4", () -> Families.lanMesh(10_000, 4_000, 5, 1));
        families.put("lanmesh-5e3", () -> Families.lanMesh(5_000, 2_000, 10, 7));
        return families;
    }

    /** Those that must be proven. */
    static Set<String> provenNames() {
        return PROVEN.keySet();
    }

    /** Those that other solvers are asked about too. */
    static Set<String> judgedNames() {
        return JUDGED.keySet();
    }

    static CoverProblem named(String name) {
        if (name.equals("lanmesh")) {
            return Families.lanMesh(100_000, 40_000, 10, 1);
        }
        return (PROVEN.containsKey(name) ? PROVEN : JUDGED).get(name).get();
    }

    /** The kind of network that a problem's name starts with. */
    static String familyOf(String name) {
        return name.split("-")[0];
    }
}
