package org.overtap.shell;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.Signature;
import java.util.Base64;

/** An ssh-agent that holds one RSA key, as far as the protocol's two requests (list, sign) go. */
final class FakeAgent implements AutoCloseable {
    private static final int LIST = 11;
    private static final int LISTED = 12;
    private static final int SIGNED = 14;

    private final ServerSocketChannel server;
    private final KeyPair pair;

    FakeAgent(Path socket, KeyPair pair) throws IOException {
        this.pair = pair;
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        Thread thread = new Thread(this::serve);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        while (server.isOpen()) {
            try (SocketChannel client = server.accept()) {
                DataInputStream in = new DataInputStream(Channels.newInputStream(client));
                DataOutputStream out = new DataOutputStream(Channels.newOutputStream(client));
                while (true) {
                    byte[] answer = answer(string(in));
                    out.writeInt(answer.length);
                    out.write(answer);
                }
            } catch (Exception e) {
                // The client has gone, or the test is over.
            }
        }
    }

    private byte[] answer(byte[] request) throws Exception {
        DataInputStream in = new DataInputStream(new java.io.ByteArrayInputStream(request));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        if (in.readUnsignedByte() == LIST) {
            out.write(LISTED);
            out.writeInt(1);
            string(out, Base64.getDecoder().decode(TestKeys.publicLine(pair).split(" ")[1]));
            string(out, "comment".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return bytes.toByteArray();
        }
        string(in);
        Signature signature = Signature.getInstance("SHA512withRSA");
        signature.initSign(pair.getPrivate());
        signature.update(string(in));
        ByteArrayOutputStream blob = new ByteArrayOutputStream();
        string(new DataOutputStream(blob), "rsa-sha2-512".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        string(new DataOutputStream(blob), signature.sign());
        out.write(SIGNED);
        string(out, blob.toByteArray());
        return bytes.toByteArray();
    }

    private static byte[] string(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }

    private static void string(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
