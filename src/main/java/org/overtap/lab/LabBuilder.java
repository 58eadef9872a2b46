package org.overtap.lab;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.overtap.lab.boss.BossMain;
import org.overtap.lab.boss.BossScripts;
import org.overtap.lab.mapper.VirtualNetwork;
import org.overtap.lab.net.Boot;
import org.overtap.lab.net.ControlNetwork;
import org.overtap.lab.net.Credentials;
import org.overtap.lab.net.HandleFolder;
import org.overtap.lab.net.HostCommand;
import org.overtap.lab.net.LabException;
import org.overtap.lab.net.LabFolder;
import org.overtap.lab.net.LabName;
import org.overtap.lab.net.LabSettings;
import org.overtap.lab.net.LabStatus;
import org.overtap.lab.net.MachineImage;
import org.overtap.lab.ns.NsEvaluator;
import org.overtap.lab.ns.NsScriptException;
import org.overtap.lab.ns.VirtualExperiment;
import org.overtap.topology.file.VisibleText;

/** Brings one lab up, step by step. */
final class LabBuilder {
    private static final List<String> MEASURING = List.of("pmacct", "nfdump");
    private static final int STEPS = 4;
    private static final long NANOS = 1_000_000_000L;
    private static final long LIMIT_NANOS = 180 * NANOS;
    private static final long TELL_NANOS = 30 * NANOS;
    private static final Set<String> FAILED = Set.of("swapped", "ended");

    private final LabSpec spec;
    private final LabName name;
    private final LabFolder folder;
    private final Consumer<String> progress;
    private final LabSettings settings;
    private int steps;

    LabBuilder(LabSpec spec, LabName name, Consumer<String> progress) {
        this.spec = spec;
        this.name = name;
        this.folder = LabFolder.of(name);
        this.progress = progress;
        this.settings = new LabSettings(
                spec.name(),
                spec.pid(),
                spec.eid(),
                LabSpec.USER,
                spec.free(),
                spec.offloads(),
                spec.jump(),
                List.copyOf(spec.withoutPackages()),
                List.copyOf(spec.flooding()),
                spec.ipv6(),
                LabProfile.fileOf(spec.name()).toString());
    }

    Lab.Standing build() throws LabException {
        checkScript();
        LabProfile.requireFree(name);
        claimFolder();
        Optional<LabLock> lock = LabLock.take(name);
        Thread undo = new Thread(this::undo);
        Runtime.getRuntime().addShutdownHook(undo);
        try {
            run();
            return Lab.standing(spec.name());
        } catch (LabException | RuntimeException e) {
            new LabRemoval(name).remove();
            throw e;
        } finally {
            forget(undo);
            lock.ifPresent(LabLock::close);
        }
    }

    /** For a user who interrupts: what was built so far is taken away before this process ends. */
    private void undo() {
        try {
            new LabRemoval(name).remove();
        } catch (LabException e) {
            System.err.println(VisibleText.of("overtap: " + e.getMessage()));
        }
    }

    private static void forget(Thread undo) {
        try {
            Runtime.getRuntime().removeShutdownHook(undo);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook has its turn.
        }
    }

    private void checkScript() throws LabException {
        try {
            VirtualExperiment parsed = new NsEvaluator().evaluate(spec.pid(), spec.eid(), spec.script());
            checkNames(VirtualNetwork.of(BossScripts.completed(parsed)));
        } catch (NsScriptException e) {
            throw LabException.ofInput("the script is refused: " + e.getMessage());
        }
    }

    private void checkNames(VirtualNetwork network) throws LabException {
        Set<String> names = network.nodes().stream().map(node -> node.name()).collect(Collectors.toSet());
        for (String node : spec.withoutPackages()) {
            if (!names.contains(node)) {
                throw LabException.ofInput("the script has no node " + node + " to hide packages on; it has " + names);
            }
        }
        Set<String> segments = network.lans().stream().map(lan -> lan.name()).collect(Collectors.toSet());
        for (String lan : spec.flooding()) {
            if (!segments.contains(lan)) {
                throw LabException.ofInput("the script has no segment " + lan + " to flood; it has " + segments);
            }
        }
    }

    private void claimFolder() throws LabException {
        try {
            Files.createDirectories(folder.path().getParent());
            Files.createDirectory(
                    folder.path(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            throw LabException.ofInput("lab " + name + " is there already: take it down with 'overtap lab down " + name
                    + "' or give another --name");
        } catch (IOException e) {
            throw new LabException(folder.path() + " cannot be made: " + e.getMessage(), e);
        }
    }

    private void run() throws LabException {
        try {
            settings.write(folder);
            Files.writeString(folder.script(), spec.script());
            HandleFolder.noteAbsence();
            step("make keys and certificates", this::makeKeys);
            step("pack the machines' files", this::packImage);
            step("lay the control network", () -> new ControlNetwork(folder, settings).build());
            step("start the boss and swap " + settings.experiment() + " in", this::startBoss);
            LabProfile.write(settings, folder);
        } catch (IOException e) {
            throw new LabException("lab " + name + " cannot be built: " + e.getMessage(), e);
        }
    }

    private interface Step {
        void run() throws LabException, IOException;
    }

    private void step(String what, Step step) throws LabException, IOException {
        long start = System.nanoTime();
        step.run();
        progress.accept(String.format(
                Locale.ROOT, "[%d/%d] %s … ok %.1fs", ++steps, STEPS, what, (System.nanoTime() - start) / 1e9));
    }

    private void makeKeys() throws LabException, IOException {
        new Credentials(folder).make(settings.user(), List.of(ControlNetwork.bossAddress(settings.jump())));
    }

    private void packImage() throws LabException, IOException {
        MachineImage image = new MachineImage(folder, settings.user());
        image.pack();
        if (!settings.withoutPackages().isEmpty()) {
            image.packWithout(MEASURING);
        }
    }

    private void startBoss() throws LabException, IOException {
        List<String> argv = new ArrayList<>(HostCommand.enter(name.boss()));
        argv.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xmx256m",
                "-cp",
                classPath(),
                BossMain.class.getName(),
                folder.path().toString()));
        Process boss = Boot.detached(argv, folder.bossLog());
        awaitActive(boss);
    }

    /** A jar is copied, so that a new build of it does not pull the ground from under the boss. */
    private String classPath() throws IOException {
        String path = System.getProperty("java.class.path");
        if (path.endsWith(".jar") && !path.contains(":")) {
            Path copy = folder.path().resolve("boss.jar");
            Files.copy(Path.of(path), copy);
            return copy.toString();
        }
        return Arrays.stream(path.split(":"))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(":"));
    }

    private void awaitActive(Process boss) throws LabException, IOException {
        long start = System.nanoTime();
        long told = start;
        while (true) {
            Optional<LabStatus> status = LabStatus.read(folder);
            String state = status.map(LabStatus::state).orElse("unknown");
            if (state.equals("active")) {
                return;
            }
            if (FAILED.contains(state) && !status.get().failure().isEmpty()) {
                throw new LabException(status.get().failure());
            }
            long now = System.nanoTime();
            if (!boss.isAlive() || now - start > LIMIT_NANOS) {
                throw new LabException((boss.isAlive()
                                ? "the experiment is still " + state + " after " + (now - start) / NANOS + " s: "
                                : "the boss did not start: ")
                        + Files.readString(folder.bossLog()).strip());
            }
            if (now - told > TELL_NANOS) {
                told = now;
                progress.accept("the experiment is " + state + " for " + (now - start) / NANOS + " s now");
            }
            pause();
        }
    }

    private static void pause() throws LabException {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted", e);
        }
    }
}
