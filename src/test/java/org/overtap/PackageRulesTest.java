package org.overtap;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
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
            only("report", "topology", "placement", "overlay", "deploy", "record", "verify", "lifecycle");

    /** What comes out of the sentence is printed; the printer speaks none of its words. */
    @ArchTest
    static final ArchRule reportDoesNotAct = noClasses()
            .that()
            .resideInAPackage("org.overtap.report..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.overtap.lifecycle.OverlayLifecycle");

    @ArchTest
    static final ArchRule lifecycleIsTheSentence = only(
            "lifecycle",
            "topology",
            "placement",
            "instrument",
            "overlay",
            "shell",
            "testbed",
            "deploy",
            "record",
            "verify");

    @ArchTest
    static final ArchRule deployingIsForTheLifecycle = onlyLifecycleUses("deploy", "deploy.Deployer");

    @ArchTest
    static final ArchRule modifyingIsForTheLifecycle = onlyLifecycleUses("deploy", "deploy.ExperimentModification");

    @ArchTest
    static final ArchRule checkingCoverageIsForTheLifecycle =
            onlyLifecycleUses("verify", "verify.CoverageVerification");

    @ArchTest
    static final ArchRule commandsDoNotKnowEachOther = noClasses()
            .that()
            .haveSimpleNameEndingWith("Command")
            .and()
            .resideInAPackage("org.overtap.cli..")
            .should(new ArchCondition<>("use another command") {
                @Override
                public void check(JavaClass command, ConditionEvents events) {
                    command.getDirectDependenciesFromSelf().stream()
                            .filter(use -> !use.getTargetClass().equals(command)
                                    && use.getTargetClass().getPackageName().startsWith("org.overtap.cli")
                                    && use.getTargetClass().getSimpleName().endsWith("Command"))
                            .forEach(use -> events.add(SimpleConditionEvent.satisfied(command, use.getDescription())));
                }
            });

    @ArchTest
    static final ArchRule labSharesNothingWithTheClient = only("lab", "topology", "shell");

    /** Everybody else meets it through the interface. */
    @ArchTest
    static final ArchRule emulabStaysAtHome = stays("org.overtap.testbed.emulab", "testbed.emulab", "cli.emulab");

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
    static final ArchRule noCyclesAtAnyDepth =
            slices().matching("org.overtap.(**)").should().beFreeOfCycles();

    /** Its types are public for the packages beside it, not for everybody. */
    @ArchTest
    static final ArchRule vertexCoverStaysInPlacement = stays("org.overtap.placement.vertexcover", "placement");

    @ArchTest
    static final ArchRule testbedsDoNotKnowEachOther = slices().matching("org.overtap.testbed.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(resideInAPackage("org.overtap.testbed.."), resideInAPackage("org.overtap.testbed.web.."));

    /** What several testbeds share knows none. */
    @ArchTest
    static final ArchRule whatTestbedsShareKnowsNone = noClasses()
            .that()
            .resideInAPackage("org.overtap.testbed.web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.overtap.testbed.emulab..",
                    "org.overtap.testbed.geni..",
                    "org.overtap.testbed.hosts..",
                    "org.overtap.testbed.local..");

    @ArchTest
    static final ArchRule jschStaysInShell = stays("com.jcraft.jsch", "shell.ssh");

    @ArchTest
    static final ArchRule picocliStaysInCli = stays("picocli", "cli");

    @ArchTest
    static final ArchRule parquetStaysInTheDataset = stays("org.apache.parquet", "record.dataset.parquet");

    @ArchTest
    static final ArchRule zstdStaysInTheDataset = stays("com.github.luben", "record.dataset.parquet");

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

    /** It may be used where it is and by the sentence; its results may be printed. */
    private static ArchRule onlyLifecycleUses(String home, String type) {
        return noClasses()
                .that()
                .resideOutsideOfPackages("org.overtap." + home + "..", "org.overtap.lifecycle..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.overtap." + type);
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
