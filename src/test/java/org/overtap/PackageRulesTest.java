package org.overtap;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The packages and their direction, as the package documentation draws them. */
@AnalyzeClasses(packages = "org.overtap", importOptions = PackageRulesTest.MainClassesOnly.class)
class PackageRulesTest {
    /** Wherever the build folder is: the library's own option knows only the usual one. */
    static final class MainClassesOnly implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/");
        }
    }

    @ArchTest
    static final ArchRule topologyStandsAlone = only("topology");

    @ArchTest
    static final ArchRule shellStandsAlone = only("shell");

    @ArchTest
    static final ArchRule instrumentKnowsTopology = only("instrument", "topology");

    @ArchTest
    static final ArchRule placementKnowsTopology = only("placement", "topology");

    @ArchTest
    static final ArchRule overlayPlans = only("overlay", "topology", "placement", "instrument");

    @ArchTest
    static final ArchRule testbedReachesNodes = only("testbed", "topology", "overlay", "shell");

    @ArchTest
    static final ArchRule deployUsesTheInterface =
            only("deploy", "topology", "instrument", "overlay", "shell", "testbed");

    @ArchTest
    static final ArchRule recordReads = only("record", "topology", "overlay", "instrument", "shell");

    @ArchTest
    static final ArchRule verifyReadsRecords =
            only("verify", "topology", "instrument", "overlay", "shell", "deploy", "record");

    @ArchTest
    static final ArchRule reportPrints =
            only("report", "topology", "placement", "overlay", "deploy", "record", "verify");

    @ArchTest
    static final ArchRule labSharesNothingWithTheClient = only("lab", "topology", "shell");

    @ArchTest
    static final ArchRule deployKnowsNoParticularTestbed = noClasses()
            .that()
            .resideInAPackage("org.overtap.deploy..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.overtap.testbed.*..");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("org.overtap.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule testbedsDoNotKnowEachOther =
            slices().matching("org.overtap.testbed.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule jschStaysInShell = stays("com.jcraft.jsch", "shell");

    @ArchTest
    static final ArchRule picocliStaysInCli = stays("picocli", "cli");

    @ArchTest
    static final ArchRule xmlRpcStaysAtTheBorder = stays("org.apache.xmlrpc", "testbed.emulab", "lab");

    private static ArchRule only(String name, String... others) {
        List<String> allowed = Stream.concat(Stream.of(name), Arrays.stream(others))
                .map(p -> "org.overtap." + p)
                .toList();
        return classes()
                .that()
                .resideInAPackage("org.overtap." + name + "..")
                .should()
                .onlyDependOnClassesThat(
                        new DescribedPredicate<JavaClass>("are in " + allowed + " or no part of overtap") {
                            @Override
                            public boolean test(JavaClass used) {
                                String in = used.getPackageName();
                                return !in.startsWith("org.overtap")
                                        || allowed.stream().anyMatch(p -> in.equals(p) || in.startsWith(p + "."));
                            }
                        })
                .allowEmptyShould(true);
    }

    private static ArchRule stays(String foreign, String... homes) {
        String[] packages =
                Arrays.stream(homes).map(p -> "org.overtap." + p + "..").toArray(String[]::new);
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(foreign + "..");
    }
}
