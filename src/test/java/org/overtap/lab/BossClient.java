package org.overtap.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.overtap.lab.net.LabException;
import org.overtap.lab.net.LabFolder;

/** Asks a lab's boss from the tool's side, with nothing but openssl. */
public record BossClient(String lab, LabFolder folder) {
    private static final String CONNECT =
            "exec openssl s_client -quiet -ign_eof -verify_quiet -verify_return_error -connect 172.30.0.2:3069 \"$@\" 2>/dev/null";

    public static String member(String name, String value) {
        String escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return "<member><name>" + name + "</name><value><string>" + escaped + "</string></value></member>";
    }

    public String call(String method, String members) throws LabException, IOException {
        String cert = folder.certificate().toString();
        return ask(method, members, "-CAfile", folder.authority().toString(), "-cert", cert, "-key", cert);
    }

    String callWithoutCertificate(String method) throws LabException, IOException {
        return ask(method, "", "-CAfile", folder.authority().toString());
    }

    private String ask(String method, String members, String... options) throws LabException, IOException {
        String body = "<methodCall><methodName>" + method
                + "</methodName><params><param><value><double>0.1</double></value></param><param><value><struct>"
                + member("proj", "testproj") + member("exp", "exp1") + members
                + "</struct></value></param></params></methodCall>";
        String request = "POST /usr/testbed HTTP/1.1\r\nHost: boss\r\nConnection: close\r\nContent-length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
        List<String> argv = new java.util.ArrayList<>(List.of("sh", "-c", CONNECT, "sh"));
        argv.addAll(List.of(options));
        Path answer = Files.createTempFile("boss", null);
        Process process = new ProcessBuilder(Lab.opsCommand(lab, argv))
                .redirectOutput(answer.toFile())
                .start();
        process.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        try {
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return Files.readString(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.delete(answer);
        }
    }
}
