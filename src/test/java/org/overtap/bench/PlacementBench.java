package org.overtap.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.overtap.placement.CoverChecker;
import org.overtap.placement.CoverProblem;
import org.overtap.placement.Limits;
import org.overtap.placement.Placement;
import org.overtap.placement.multicover.PlacementAlgorithms;

/**
 * Prints what placement takes on each family. Arguments: nothing for the standard table, or an algorithm, seconds and
 * names of families.
 */
public final class PlacementBench {
    private static final Map<String, Supplier<CoverProblem>> FAMILIES = families();

    private PlacementBench() {}

    private static Map<String, Supplier<CoverProblem>> families() {
        Map<String, Supplier<CoverProblem>> families = new LinkedHashMap<>();
        families.put("ba-1e5", () -> Families.barabasiAlbert(100_000, 3, 1));
        families.put("ba-1e6", () -> Families.barabasiAlbert(1_000_000, 3, 1));
        families.put("tree-1e5", () -> Families.randomTree(100_000, 1));
        families.put("grid-1e5", () -> Families.grid(316));
        families.put("grid-1e6", () -> Families.grid(1000));
        families.put("fattree-48", () -> Families.fatTree(48));
        families.put("fattree-72", () -> Families.fatTree(72));
        families.put("isp-1e5", () -> Families.isp(10_000, 90_000, 1));
        families.put("isp-1e6", () -> Families.isp(50_000, 1_000_000, 1));
        families.put("lantree-9e4", () -> Families.lanTree(10_000, 10, 1));
        families.put("shaped-1e3", () -> Families.shapedLab(500, 700, 50, 1));
        families.put("ba-1e3", () -> Families.barabasiAlbert(1000, 3, 1));
        families.put("er4-1000", () -> Families.erdosRenyi(1000, 4, 1));
        families.put("er4-1000-b", () -> Families.erdosRenyi(1000, 4, 2));
        families.put("er4-1e5", () -> Families.erdosRenyi(100_000, 4, 1));
        families.put("shaped-100", () -> Families.shapedLab(60, 80, 6, 1));
        families.put("shaped-300", () -> Families.shapedLab(150, 200, 15, 1));
        families.put("shaped-500", () -> Families.shapedLab(250, 350, 25, 1));
        families.put("cost-lan-300", () -> Families.withCosts(Families.lanMesh(300, 120, 5, 1), 20, 1));
        families.put("cost-tree-1e3", () -> Families.withCosts(Families.randomTree(1000, 1), 20, 1));
        families.put("cost-tree-1e5", () -> Families.withCosts(Families.randomTree(100_000, 1), 20, 1));
        families.put("cost-ba-1e3", () -> Families.withCosts(Families.barabasiAlbert(1000, 3, 1), 20, 1));
        families.put("cost-ba-1e5", () -> Families.withCosts(Families.barabasiAlbert(100_000, 3, 1), 20, 1));
        families.put("cost-lan-1e3", () -> Families.withCosts(Families.lanMesh(1000, 400, 5, 1), 20, 1));
        families.put("lanmesh-1e4", () -> Families.lanMesh(10_000, 4_000, 5, 1));
        families.put("lanmesh-5e3", () -> Families.lanMesh(5_000, 2_000, 10, 7));
        families.put("lanmesh-1e5", () -> Families.lanMesh(100_000, 40_000, 10, 1));
        return families;
    }

    public static void main(String[] args) {
        String algorithm = args.length > 0 ? args[0] : "exact";
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        List<String> names = args.length > 2
                ? List.of(args).subList(2, args.length)
                : FAMILIES.keySet().stream().toList();
        System.out.println(
                "family        algorithm  build_s  solve_s  peak_MB     cost    bound   gap%  kernel branches");
        for (String name : names) {
            run(name, algorithm, seconds);
        }
    }

    private static void run(String name, String algorithm, int seconds) {
        System.gc();
        pools().forEach(MemoryPoolMXBean::resetPeakUsage);
        long before = System.nanoTime();
        CoverProblem problem = FAMILIES.get(name).get();
        long built = System.nanoTime();
        Placement placement = PlacementAlgorithms.byName(algorithm).place(problem, Limits.seconds(seconds));
        long solved = System.nanoTime();
        if (!CoverChecker.faults(problem, placement).isEmpty()) {
            throw new IllegalStateException(name + ": " + CoverChecker.faults(problem, placement));
        }
        System.out.printf(
                Locale.ROOT,
                "%-13s %-9s %8.2f %8.2f %8d %8d %8d %6.2f %7d %8d  work %.1fM%n",
                name,
                algorithm,
                (built - before) / 1e9,
                (solved - built) / 1e9,
                pools().stream().mapToLong(p -> p.getPeakUsage().getUsed()).sum() >> 20,
                placement.cost(),
                placement.lowerBound(),
                100.0 * (placement.cost() - placement.lowerBound()) / Math.max(1, placement.cost()),
                placement.stats().kernel(),
                placement.stats().branches(),
                placement.stats().work() / 1e6);
    }

    private static List<MemoryPoolMXBean> pools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }
}
