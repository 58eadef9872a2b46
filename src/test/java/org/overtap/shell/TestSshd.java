package org.overtap.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.channel.ChannelSessionFactory;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.forward.DirectTcpipFactory;
import org.overtap.shell.ssh.SshTarget;

/** An SSH server on loopback that hands each command to a login shell, {@code sh} unless told otherwise. */
public final class TestSshd implements AutoCloseable {
    private final SshServer server = SshServer.setUpDefaultServer();
    private final Set<PublicKey> authorized = ConcurrentHashMap.newKeySet();
    private final Set<String> users = ConcurrentHashMap.newKeySet();
    private final AtomicInteger sessions = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    public TestSshd(KeyPair... hostKeys) throws IOException {
        this(0, "sh", hostKeys);
    }

    /** With another login shell, which is run as {@code loginShell -c LINE}. */
    public TestSshd(int port, String loginShell, KeyPair... hostKeys) throws IOException {
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKeys));
        server.setPublickeyAuthenticator((user, key, session) -> {
            users.add(user);
            return authorized.stream().anyMatch(known -> KeyUtils.compareKeys(known, key));
        });
        server.setCommandFactory((channel, line) -> new ShellCommand(loginShell, line));
        server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
        server.addSessionListener(new org.apache.sshd.common.session.SessionListener() {
            @Override
            public void sessionCreated(Session session) {
                sessions.incrementAndGet();
            }
        });
        server.start();
    }

    /** As {@code MaxSessions} of OpenSSH: on one connection no more commands at once. */
    public TestSshd atMost(int channels) {
        AtomicInteger open = new AtomicInteger();
        ChannelFactory counted = new ChannelSessionFactory() {
            @Override
            public Channel createChannel(Session session) {
                return new ChannelSession() {
                    @Override
                    public OpenFuture open(long recipient, long window, long packet, Buffer buffer) {
                        if (open.incrementAndGet() <= channels) {
                            addCloseFutureListener(closed -> open.decrementAndGet());
                            return super.open(recipient, window, packet, buffer);
                        }
                        open.decrementAndGet();
                        refused.incrementAndGet();
                        DefaultOpenFuture no = new DefaultOpenFuture(this, this);
                        no.setException(new SshChannelOpenException(recipient, 1, "open failed"));
                        return no;
                    }
                };
            }
        };
        server.setChannelFactories(List.of(counted, DirectTcpipFactory.INSTANCE));
        return this;
    }

    /** How many commands were refused since others ran. */
    public int refused() {
        return refused.get();
    }

    public TestSshd allowing(KeyPair user) {
        authorized.add(user.getPublic());
        return this;
    }

    int port() {
        return server.getPort();
    }

    public int sessions() {
        return sessions.get();
    }

    Set<String> users() {
        return users;
    }

    public SshTarget target(String node) {
        return new SshTarget(node, "127.0.0.1", port(), "alice");
    }

    /** Ends the connections that there are, but goes on listening. */
    public void cut() throws IOException {
        for (var session : server.getActiveSessions()) {
            session.close(true);
        }
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }

    /** One process of this machine. */
    private static final class ShellCommand implements Command {
        private final String loginShell;
        private final String line;
        private InputStream in;
        private OutputStream out;
        private OutputStream err;
        private ExitCallback exit;
        private Process process;

        ShellCommand(String loginShell, String line) {
            this.loginShell = loginShell;
            this.line = line;
        }

        @Override
        public void setInputStream(InputStream stream) {
            in = stream;
        }

        @Override
        public void setOutputStream(OutputStream stream) {
            out = stream;
        }

        @Override
        public void setErrorStream(OutputStream stream) {
            err = stream;
        }

        @Override
        public void setExitCallback(ExitCallback callback) {
            exit = callback;
        }

        @Override
        public void start(ChannelSession channel, Environment environment) throws IOException {
            process = new ProcessBuilder(loginShell, "-c", line).start();
            Thread input = copy(in, process.getOutputStream());
            Thread output = copy(process.getInputStream(), out);
            Thread errors = copy(process.getErrorStream(), err);
            Thread waiter = new Thread(() -> {
                try {
                    output.join();
                    errors.join();
                    exit.onExit(process.waitFor());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                input.interrupt();
            });
            waiter.setDaemon(true);
            waiter.start();
        }

        private static Thread copy(InputStream from, OutputStream to) {
            Thread thread = new Thread(() -> {
                try (to) {
                    byte[] buffer = new byte[8192];
                    for (int got = from.read(buffer); got >= 0; got = from.read(buffer)) {
                        to.write(buffer, 0, got);
                        to.flush();
                    }
                } catch (IOException e) {
                    // The other side has gone, which ends the copying.
                }
            });
            thread.setDaemon(true);
            thread.start();
            return thread;
        }

        @Override
        public void destroy(ChannelSession channel) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
