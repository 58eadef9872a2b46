package org.overtap.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.overtap.live.Live;

/**
 * A headless Chromium with one page, driven by its DevTools protocol. One is enough for all tests of a class: it takes
 * seconds to start. Whoever made it closes it, which leaves nothing behind.
 */
public final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LONGEST_SECONDS = 60;
    private static final int PAUSE_MILLIS = 50;

    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Browser(Process process, Path profile, URI page) {
        this.process = process;
        this.profile = profile;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(page, new Listener())
                .join();
        call("Page.enable");
        call("Runtime.enable");
        call("Log.enable");
        call("Network.enable");
        call(
                "Browser.setDownloadBehavior",
                Map.of("behavior", "allow", "downloadPath", downloads().toString()));
    }

    /** Starts one; skips the test, with the reason, where there is no Chromium: with {@code CI} set that is a failure. */
    public static Browser start() {
        Live.requirePrograms("chromium");
        try {
            Path profile = Files.createTempDirectory("browser");
            Files.createDirectory(profile.resolve("downloads"));
            Process process = new ProcessBuilder(
                            "chromium",
                            "--headless=new",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-dev-shm-usage",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--hide-scrollbars",
                            "--window-size=1400,900",
                            "--remote-debugging-port=0",
                            "--remote-allow-origins=*",
                            "--user-data-dir=" + profile,
                            "about:blank")
                    .redirectErrorStream(true)
                    .redirectOutput(profile.resolve("log").toFile())
                    .start();
            return new Browser(process, profile, page(process, profile.resolve("DevToolsActivePort")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of its only page, once it says on which port it listens. */
    private static URI page(Process process, Path port) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            if (Files.exists(port) && Files.readAllLines(port).size() > 1) {
                URI list = URI.create(
                        "http://127.0.0.1:" + Files.readAllLines(port).get(0) + "/json/list");
                for (JsonNode target : JSON.readTree(fetched(list))) {
                    if (target.path("type").asText().equals("page")) {
                        return URI.create(target.path("webSocketDebuggerUrl").asText());
                    }
                }
            }
            pause();
        }
        throw new IllegalStateException("chromium did not start: " + Files.readString(port.resolveSibling("log")));
    }

    private static String fetched(URI address) throws IOException {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                take(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    private void take(String message) {
        try {
            JsonNode json = JSON.readTree(message);
            JsonNode params = json.path("params");
            switch (json.path("method").asText()) {
                case "Network.requestWillBeSent" ->
                    requests.add(params.path("request").path("url").asText());
                case "Runtime.exceptionThrown" ->
                    complaints.add(params.path("exceptionDetails").toString());
                case "Log.entryAdded" ->
                    complaints.add(params.path("entry").path("text").asText());
                default -> {
                    if (json.has("id")) {
                        answers.remove(json.path("id").asInt()).complete(json);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode call(String method) {
        return call(method, Map.of());
    }

    /** One command of the protocol, and what it came to. */
    public JsonNode call(String method, Map<String, ?> params) {
        int id = calls.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        ObjectNode command = JSON.createObjectNode().put("id", id).put("method", method);
        command.set("params", JSON.valueToTree(params));
        socket.sendText(command.toString(), true).join();
        try {
            JsonNode json = answer.get(LONGEST_SECONDS, TimeUnit.SECONDS);
            if (json.has("error")) {
                throw new IllegalStateException(method + ": " + json.path("error"));
            }
            return json.path("result");
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(method + " was not answered", e);
        }
    }

    /** Opens a page, forgets what the one before asked for and complained of, and waits until it is drawn. */
    public void open(String address) {
        requests.clear();
        complaints.clear();
        call("Page.navigate", Map.of("url", address));
        await("location.href !== 'about:blank' && document.readyState === 'complete'");
    }

    /** As {@link #open(String)}, of a file. */
    public void open(Path file) {
        open(file.toUri().toString());
    }

    /** The value of an expression of JavaScript. */
    public JsonNode eval(String expression) {
        JsonNode result =
                call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (result.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + result.path("exceptionDetails"));
        }
        return result.path("result").path("value");
    }

    /** As {@link #eval}, as text. */
    public String text(String expression) {
        return eval(expression).asText();
    }

    /** Waits until an expression is true. */
    public void await(String expression) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (!eval("!!(" + expression + ")").asBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("never came true: " + expression + "; page complains: " + complaints);
            }
            pause();
        }
    }

    /** Presses and releases the mouse in the middle of the first element that a selector finds. */
    public void click(String selector) {
        double[] at = middle(selector);
        mouse("mousePressed", at[0], at[1]);
        mouse("mouseReleased", at[0], at[1]);
    }

    /** Moves that element by so many pixels with the mouse. */
    public void drag(String selector, double right, double down) {
        double[] at = middle(selector);
        mouse("mousePressed", at[0], at[1]);
        mouse("mouseMoved", at[0] + right / 2, at[1] + down / 2);
        mouse("mouseMoved", at[0] + right, at[1] + down);
        mouse("mouseReleased", at[0] + right, at[1] + down);
    }

    private double[] middle(String selector) {
        JsonNode at = eval("(() => { const r = document.querySelector(" + JSON.valueToTree(selector)
                + ").getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })()");
        return new double[] {at.get(0).asDouble(), at.get(1).asDouble()};
    }

    private void mouse(String type, double x, double y) {
        call("Input.dispatchMouseEvent", Map.of("type", type, "x", x, "y", y, "button", "left", "clickCount", 1));
    }

    /** Types text into what has the focus. */
    public void type(String text) {
        call("Input.insertText", Map.of("text", text));
    }

    /** Presses a key by its name: {@code Tab}, {@code Enter}, {@code ArrowLeft}, {@code Escape}. */
    public void press(String key) {
        int code = KEYS.getOrDefault(key, 0);
        Map<String, Object> params = new java.util.HashMap<>(Map.of("key", key, "code", key));
        params.put("windowsVirtualKeyCode", code);
        params.put("type", key.equals("Enter") ? "keyDown" : "rawKeyDown");
        if (key.equals("Enter")) {
            params.put("text", "\r");
        }
        call("Input.dispatchKeyEvent", params);
        call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "code", key, "windowsVirtualKeyCode", code));
    }

    private static final Map<String, Integer> KEYS = Map.of(
            "Tab",
            9,
            "Enter",
            13,
            "Escape",
            27,
            "End",
            35,
            "Home",
            36,
            "ArrowLeft",
            37,
            "ArrowUp",
            38,
            "ArrowRight",
            39,
            "ArrowDown",
            40);

    /** Everything that the page asked for since it was opened, itself included. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** What the page's script threw, and what the browser logged about it. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Whether the reader likes it dark. */
    public void dark(boolean dark) {
        List<Map<String, String>> features =
                List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"));
        call("Emulation.setEmulatedMedia", Map.of("media", "", "features", features));
    }

    /** Shows the page as it would be printed, or as on a screen. */
    public void paper(boolean paper) {
        call("Emulation.setEmulatedMedia", Map.of("media", paper ? "print" : ""));
    }

    /** What is to be seen, as a PNG. */
    public byte[] screenshot() {
        return Base64.getDecoder()
                .decode(call("Page.captureScreenshot").path("data").asText());
    }

    /** Waits for a file that the page saves, and reads it. */
    public Path download(String name) {
        Path file = downloads().resolve(name);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (!Files.exists(file)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("nothing was saved as " + name);
            }
            pause();
        }
        return file;
    }

    private Path downloads() {
        return profile.resolve("downloads");
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            call("Browser.close");
        } catch (IllegalStateException e) {
            process.destroy();
        }
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            remove();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its helpers may still write for a moment after it has ended. */
    private void remove() throws IOException {
        for (int attempt = 0; Files.exists(profile); attempt++) {
            List<Path> all = new ArrayList<>();
            try (Stream<Path> files = Files.walk(profile)) {
                files.sorted(Comparator.reverseOrder()).forEach(all::add);
                for (Path file : all) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException | UncheckedIOException e) {
                if (attempt > 40) {
                    throw e;
                }
                pause();
            }
        }
    }
}
