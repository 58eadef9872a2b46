package org.overtap.deploy.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.journal.Deployment;
import org.overtap.deploy.journal.JournalEntry;
import org.overtap.shell.ShellException;

/** Flow files come here whole or not at all, and nothing of them counts as here that is not. */
class FlowCollectionTest {
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    Path folder;

    private StoringNode node;
    private Path home;

    @BeforeEach
    void aNode() throws IOException {
        node = new StoringNode(folder.resolve("nodes"));
        home = folder.resolve("home");
    }

    private FlowCollection collection(Deployment deployment) {
        return new FlowCollection(deployment, node, time -> {});
    }

    private FlowCollection.Outcome collect() {
        return collection(node.deployment).collect(home);
    }

    private BroughtFiles brought() {
        FlowCollection.Outcome outcome = collect();
        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.brought()).hasSize(1);
        return outcome.brought().get(0);
    }

    private String failure() {
        FlowCollection.Outcome outcome = collect();
        assertThat(outcome.failures()).containsOnlyKeys("n3");
        assertThat(outcome.brought()).isEmpty();
        return outcome.failures().get("n3");
    }

    private Path here(String name) {
        return home.resolve("n3").resolve(node.below()).resolve(name);
    }

    private static byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(bytes).nextBytes(noise);
        return noise;
    }

    private List<String> names() throws IOException {
        if (!Files.exists(home)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(home)) {
            return all.filter(path -> !Files.isDirectory(path))
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void whatIsClosedArrivesByteForByteAndForItsOwnerAlone() throws Exception {
        byte[] large = noise(3 * MEBIBYTE + 17);
        node.store("nfcapd.202611281000", large);
        node.store("nfcapd.202611281001", "");
        node.store("nfcapd.202611281002", "two");
        node.store("nfcapd.current.4711", "open");

        BroughtFiles brought = brought();

        assertThat(brought.files()).isEqualTo(3);
        assertThat(brought.newFiles()).isEqualTo(3);
        assertThat(brought.newBytes()).isEqualTo(large.length + 3);
        assertThat(names()).containsExactly("nfcapd.202611281000", "nfcapd.202611281001", "nfcapd.202611281002");
        assertThat(here("nfcapd.202611281000")).hasBinaryContent(large);
        assertThat(here("nfcapd.202611281002")).hasContent("two");
        try (Stream<Path> all = Files.walk(home)) {
            assertThat(all)
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
        assertThat(home.resolve(".incoming")).doesNotExist();
    }

    @Test
    void onlyWhatIsNewIsBroughtAgain() throws Exception {
        node.store("nfcapd.202611281000", noise(MEBIBYTE));
        assertThat(brought().newFiles()).isEqualTo(1);

        BroughtFiles again = brought();
        assertThat(again.files()).isEqualTo(1);
        assertThat(again.newFiles()).isZero();
        assertThat(node.ran("bring")).isEqualTo(1);
        assertThat(node.sent).isEqualTo(MEBIBYTE);

        node.store("nfcapd.202611281001", "more");
        assertThat(brought().newFiles()).isEqualTo(1);
        assertThat(node.sent).isEqualTo(MEBIBYTE + 4);
    }

    @Test
    void manySmallFilesTravelTogether() throws Exception {
        for (int i = 0; i < 2500; i++) {
            node.store("nfcapd.2" + (10_000 + i), "file " + i);
        }
        assertThat(brought().newFiles()).isEqualTo(2500);
        assertThat(node.ran("bring")).isEqualTo(3);
        assertThat(here("nfcapd.211234")).hasContent("file 1234");
    }

    @Test
    void onceNothingIsWrittenWhatNobodyClosedIsBroughtToo() throws Exception {
        node.store("nfcapd.202611281000", "closed");
        node.store("nfcapd.current.4711", "open");

        BroughtFiles rest =
                collection(node.deployment).collectRest(home).brought().get(0);

        assertThat(rest.files()).isEqualTo(2);
        assertThat(rest.unfinished()).containsExactly(here("nfcapd.current.4711"));
        assertThat(here("nfcapd.current.4711")).hasContent("open");
    }

    @Test
    void aConnectionThatBreaksIsGoneOnWithWhereItBroke() throws Exception {
        byte[] large = noise(5 * MEBIBYTE);
        node.store("nfcapd.202611281000", large);
        node.store("nfcapd.202611281001", "after");
        AtomicLong passed = new AtomicLong();
        node.tamper((bytes, from, count) -> {
            long before = passed.getAndAdd(count);
            if (before / (2 * MEBIBYTE) != passed.get() / (2 * MEBIBYTE)) {
                throw new StoringNode.Broken();
            }
        });

        assertThat(brought().newFiles()).isEqualTo(2);

        assertThat(here("nfcapd.202611281000")).hasBinaryContent(large);
        assertThat(node.ran("bring")).isGreaterThan(2);
        assertThat(node.sent).as("what was here is not sent again").isEqualTo(large.length + 5);
    }

    @Test
    void aConnectionThatBreaksAlwaysIsGivenUpAndWhatCameIsKept() throws Exception {
        byte[] large = noise(MEBIBYTE);
        node.store("nfcapd.202611281000", large);
        AtomicLong passed = new AtomicLong();
        node.tamper((bytes, from, count) -> {
            if (passed.getAndAdd(count) > MEBIBYTE / 2) {
                throw new StoringNode.Broken();
            }
        });

        assertThat(failure()).contains("n3", "nfcapd.202611281000", "goes on from there");
        assertThat(node.ran("bring")).isEqualTo(6);
        assertThat(here("nfcapd.202611281000")).doesNotExist();

        node.tamper((bytes, from, count) -> {});
        long sent = node.sent;
        assertThat(sent).isPositive().isLessThan(MEBIBYTE);
        assertThat(brought().newFiles()).isEqualTo(1);
        assertThat(node.sent).isEqualTo(MEBIBYTE);
        assertThat(here("nfcapd.202611281000")).hasBinaryContent(large);
        assertThat(home.resolve(".incoming")).doesNotExist();
    }

    @Test
    void whatWasDamagedOnTheWayIsBroughtOnceMore() throws Exception {
        byte[] bytes = noise(MEBIBYTE);
        node.store("nfcapd.202611281000", bytes);
        AtomicInteger times = new AtomicInteger();
        node.tamper((sent, from, count) -> {
            if (times.getAndIncrement() == 3) {
                sent[from]++;
            }
        });
        assertThat(brought().newFiles()).isEqualTo(1);
        assertThat(here("nfcapd.202611281000")).hasBinaryContent(bytes);
        assertThat(node.ran("bring")).isEqualTo(2);
    }

    /** As a greeting that a login prints into the stream would be. */
    @Test
    void aStreamThatIsNotTheFileIsRefused() throws Exception {
        node.store("nfcapd.202611281000", noise(MEBIBYTE));
        node.tamper((sent, from, count) -> sent[from] = 'G');

        assertThat(failure()).contains("n3", "nfcapd.202611281000", "refused", "sums differ");
        assertThat(names()).isEmpty();
    }

    @Test
    void theBeginningOfAnotherFileIsThrownAway() throws Exception {
        node.store("nfcapd.202611281000", "the file as it is");
        Path part = home.resolve(".incoming/n3").resolve(node.below()).resolve("nfcapd.202611281000.part");
        Files.createDirectories(part.getParent());
        Files.writeString(part, "other");
        assertThat(brought().newFiles()).isEqualTo(1);
        assertThat(here("nfcapd.202611281000")).hasContent("the file as it is");
    }

    @Test
    void aFileOfThatNameThatIsAnotherIsNeverOverwritten() throws Exception {
        node.store("nfcapd.202611281000", "of today");
        Files.createDirectories(here("x").getParent());
        Files.writeString(here("nfcapd.202611281000"), "of other");

        assertThat(failure()).contains(here("nfcapd.202611281000").toString(), "still on the node", "--to");
        assertThat(here("nfcapd.202611281000")).hasContent("of other");
    }

    /** As nfcapd does when it is started again while the minutes of a file are not over. */
    @Test
    void aFileThatItsCollectorWentOnWithIsBroughtAgain() throws Exception {
        node.store("nfcapd.202611281000", "1 block: a");
        assertThat(brought().newFiles()).isEqualTo(1);

        node.store("nfcapd.202611281000", "2 blocks: a, b");
        BroughtFiles second = brought();
        assertThat(second.newFiles()).isEqualTo(1);
        assertThat(second.aside()).as("it is said").singleElement().satisfies(file -> assertThat(file)
                .hasContent("1 block: a"));
        assertThat(here("nfcapd.202611281000")).hasContent("2 blocks: a, b");
        node.store("nfcapd.202611281000", "3 blocks: a, b, c");
        assertThat(collection(node.deployment).collectRest(home).failures()).isEmpty();
        assertThat(here("nfcapd.202611281000")).hasContent("3 blocks: a, b, c");

        assertThat(brought()).returns(0, BroughtFiles::newFiles).returns(List.of(), BroughtFiles::aside);
        try (Stream<Path> aside =
                Files.list(home.resolve(".replaced/n3").resolve(node.below()).toAbsolutePath())) {
            assertThat(aside).as("what was here").hasSize(2).allSatisfy(file -> assertThat(Files.readString(file))
                    .matches("1 block: a|2 blocks: a, b"));
        }
    }

    @Test
    void whatWasBroughtBeforeIsToldWhereNothingMoreComes() throws Exception {
        node.store("nfcapd.202611281000", "records");
        assertThat(brought().newFiles()).isEqualTo(1);
        NodeShells silent = name -> {
            throw new ShellException(name, "cannot log in on " + name);
        };
        FlowCollection.Outcome outcome = new FlowCollection(node.deployment, silent, time -> {}).collect(home);
        assertThat(outcome.brought()).isEmpty();
        assertThat(outcome.failures()).containsOnlyKeys("n3");
        assertThat(outcome.parts()).singleElement().satisfies(part -> assertThat(here("nfcapd.202611281000"))
                .startsWith(part.folder()));

        Path elsewhere = folder.resolve("nothing-is-here");
        assertThat(new FlowCollection(node.deployment, silent, time -> {})
                        .collect(elsewhere)
                        .parts())
                .isEmpty();
    }

    @Test
    void linksOnThisMachineAreNotFollowed() throws Exception {
        node.store("nfcapd.202611281000", "records");
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.createDirectories(home);
        Files.createSymbolicLink(home.resolve("n3"), elsewhere);
        assertThat(failure()).contains("link");
        assertThat(elsewhere).isEmptyDirectory();

        Files.delete(home.resolve("n3"));
        Files.createDirectories(here("x").getParent());
        Files.createSymbolicLink(here("nfcapd.202611281000"), elsewhere.resolve("victim"));
        assertThat(failure()).contains("link");
        assertThat(elsewhere).isEmptyDirectory();

        Path file = Files.writeString(folder.resolve("file"), "mine");
        home = file;
        assertThat(failure()).contains(file.toString());
        assertThat(file).hasContent("mine");
    }

    @Test
    void linksOnTheNodeAreNotFollowed() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        node.store("nfcapd.202611281000", "records");
        Files.createSymbolicLink(node.folder().resolve("nfcapd.202611281001"), secret);
        assertThat(brought().files()).isEqualTo(1);
        assertThat(names()).containsExactly("nfcapd.202611281000");

        Path real = folder.resolve("moved");
        Files.move(node.folder(), real);
        Files.createSymbolicLink(node.folder(), real);
        assertThat(brought().files()).as("a folder that is a link").isZero();
    }

    @Test
    void aNameThatNoFileMayHaveIsRefusedAsAWhole() throws Exception {
        node.store("nfcapd.202611281000", "records");
        node.store("nfcapd.2\u001b[2J", "records");
        assertThat(failure()).contains("n3", "words that nobody expects");
        assertThat(names()).isEmpty();
    }

    @Test
    void aFolderThatIsGoneTookItsFilesAlong() throws Exception {
        Files.delete(node.folder());
        Files.walk(node.root()).sorted(Comparator.reverseOrder()).forEach(path -> path.toFile()
                .delete());
        assertThat(node.root()).doesNotExist();
        assertThat(failure()).contains("nothing was there", "n3", "is gone");
        assertThat(home).doesNotExist();
    }

    @Test
    void whatNeverStoredAnythingIsFine() {
        BroughtFiles brought = brought();
        assertThat(brought.files()).isZero();
        assertThat(brought.readWith()).isEmpty();
        assertThat(home.resolve("n3")).isDirectory();
    }

    @Test
    void whatWasNeverStartedStoredNothing() throws Exception {
        Files.walk(node.root()).sorted(Comparator.reverseOrder()).forEach(path -> path.toFile()
                .delete());
        Deployment cutOff = node.deployment.marked(node.source().entry(), JournalEntry.Mark.INTENDED);
        FlowCollection.Outcome outcome = collection(cutOff).collect(home);
        assertThat(outcome.failures()).isEmpty();
        assertThat(outcome.brought()).isEmpty();
    }

    /** A teardown that broke off after it cleared the collector's node is repeated. */
    @Test
    void whatIsHereToTheLastFileNeedNotBeThereAnyMore() throws Exception {
        Files.walk(node.root()).sorted(Comparator.reverseOrder()).forEach(path -> path.toFile()
                .delete());
        assertThat(collection(node.deployment.afterCollect(home))
                        .collectRest(home)
                        .failures())
                .as("what was collected while it ran on")
                .containsOnlyKeys("n3");
        assertThat(collection(node.deployment.afterLastCollect(home))
                        .collectRest(home)
                        .failures())
                .isEmpty();
    }

    @Test
    void aFolderOfSomebodyElseIsNotTouched() throws Exception {
        node.store("nfcapd.202611281000", "records");
        Files.writeString(node.root().resolve("deployment"), "another\n");
        assertThat(failure()).contains("does not belong");
        assertThat(names()).isEmpty();
    }

    @Test
    void whatIsOnItsWayIsNoLinkEither() throws Exception {
        node.store("nfcapd.202611281000", "records");
        Path victim = Files.writeString(folder.resolve("victim"), "mine");
        Path part = home.resolve(".incoming/n3").resolve(node.below()).resolve("nfcapd.202611281000.part");
        Files.createDirectories(part.getParent());
        Files.createSymbolicLink(part, victim);
        assertThat(brought().newFiles()).isEqualTo(1);
        assertThat(victim).hasContent("mine");
        assertThat(Files.isRegularFile(here("nfcapd.202611281000"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
    }
}
