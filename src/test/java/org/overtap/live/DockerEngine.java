package org.overtap.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Docker's real engine as a test starts it: its files and its socket in a folder of their own, its networks in a
 * namespace, its one image made of a busybox of this machine.
 *
 * @param home a folder of the test's
 * @param namespace where its networks are, by its name
 * @param engine the engine's process
 */
record DockerEngine(Path home, String namespace, Process engine) implements AutoCloseable {
    private static final String IMAGE = "small:1";

    /** Starts it. */
    static DockerEngine up(Path home, String namespace) throws Exception {
        Path folder = Files.createDirectories(home.resolve("docker"));
        Process engine = new ProcessBuilder(
                        "nsenter",
                        "--net=/run/netns/" + namespace,
                        "--",
                        "dockerd",
                        "--bridge=none",
                        "--iptables=false",
                        "--ip6tables=false",
                        "--storage-driver=vfs",
                        "--data-root=" + folder.resolve("data"),
                        "--exec-root=" + folder.resolve("exec"),
                        "--pidfile=" + folder.resolve("pid"),
                        "--host=unix://" + folder.resolve("socket"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        DockerEngine started = new DockerEngine(home, namespace, engine);
        try {
            started.prepare(folder);
        } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
            started.close();
            throw e;
        }
        return started;
    }

    private void prepare(Path folder) throws IOException, InterruptedException {
        for (int i = 0; i < 100 && ask("version").code() != 0; i++) {
            Thread.sleep(200);
        }
        assertThat(ask("version").code())
                .as(Files.readString(folder.resolve("log")))
                .isZero();
        Path root = Files.createDirectories(folder.resolve("root/bin")).getParent();
        Files.copy(Path.of("/bin/busybox"), root.resolve("bin/busybox"));
        assertThat(root.resolve("bin/busybox").toFile().setExecutable(true)).isTrue();
        Path image = folder.resolve("image.tar");
        assertThat(Live.run(home, List.of("tar", "-C", root.toString(), "-cf", image.toString(), "."))
                        .code())
                .isZero();
        docker("import", image.toString(), IMAGE);
    }

    /** What whoever is to meet it must have in his environment, as words for {@code env}. */
    List<String> environment() {
        return List.of("DOCKER_HOST=unix://" + home.resolve("docker/socket"));
    }

    private Live.Ended ask(String... words) {
        List<String> all = new ArrayList<>(List.of("env"));
        all.addAll(environment());
        all.add("docker");
        all.addAll(List.of(words));
        return Live.run(home, all);
    }

    String docker(String... words) {
        Live.Ended ended = ask(words);
        assertThat(ended.code()).as(List.of(words) + ended.err()).isZero();
        return ended.out().strip();
    }

    /** Starts a container that does nothing, with those labels. */
    void container(String name, String network, String... labels) {
        List<String> words =
                new ArrayList<>(List.of("run", "--detach", "--name", name, "--network", network, "--init=false"));
        for (String label : labels) {
            words.addAll(List.of("--label", label));
        }
        words.addAll(List.of(IMAGE, "/bin/busybox", "sleep", "3600"));
        docker(words.toArray(String[]::new));
    }

    /** A container's namespace, as a file. */
    String handle(String container) {
        return "/proc/" + docker("inspect", "--format", "{{.State.Pid}}", container) + "/ns/net";
    }

    /** Joins two containers by a veth pair, as containerlab does. */
    void wire(String one, String port, String address, String other, String farPort, String farAddress) {
        String near = docker("inspect", "--format", "{{.State.Pid}}", one);
        String far = docker("inspect", "--format", "{{.State.Pid}}", other);
        run("ip link add %s netns %s type veth peer name %s netns %s".formatted(port, near, farPort, far));
        run("nsenter -t %s -n ip addr add %s dev %s".formatted(near, address, port));
        run("nsenter -t %s -n ip link set %s up".formatted(near, port));
        run("nsenter -t %s -n ip addr add %s dev %s".formatted(far, farAddress, farPort));
        run("nsenter -t %s -n ip link set %s up".formatted(far, farPort));
    }

    private void run(String line) {
        Live.Ended ended = Live.run(home, List.of(line.split(" ")));
        assertThat(ended.code()).as(line + ended.err()).isZero();
    }

    /** Ends its containers and itself. */
    @Override
    public void close() throws IOException {
        List<String> all = new ArrayList<>(List.of("rm", "--force"));
        all.addAll(ask("ps", "--all", "--quiet").out().lines().toList());
        ask(all.toArray(String[]::new));
        engine.destroy();
        engine.onExit().join();
    }
}
