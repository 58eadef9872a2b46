package org.overtap.testbed.emulab.boss;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.xmlrpc.XmlRpcException;
import org.apache.xmlrpc.client.XmlRpcClient;
import org.apache.xmlrpc.client.XmlRpcStreamTransport;
import org.apache.xmlrpc.common.XmlRpcStreamRequestConfig;
import org.overtap.testbed.web.Durations;
import org.overtap.testbed.web.LimitedBodySubscriber;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/**
 * Carries one call over the JDK's HTTP client. The whole answer is taken in before it is parsed, within one size limit
 * and one time limit that also ends an answer that has stalled.
 */
final class BossTransport extends XmlRpcStreamTransport {
    private final HttpClient http;
    private final BossEndpoint endpoint;
    private final Duration limit;
    private final BossClient.Silence silence;
    private byte[] answer = new byte[0];

    BossTransport(
            XmlRpcClient client, HttpClient http, BossEndpoint endpoint, Duration limit, BossClient.Silence silence) {
        super(client);
        this.http = http;
        this.endpoint = endpoint;
        this.limit = limit;
        this.silence = silence;
    }

    @Override
    protected void writeRequest(ReqWriter writer) throws XmlRpcException, IOException, SAXException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        writer.write(body);
        HttpRequest request = HttpRequest.newBuilder(endpoint.uri())
                .version(HttpClient.Version.HTTP_1_1) // the boss knows nothing newer, and wants a Content-Length
                .header("Content-Type", "text/xml")
                .POST(HttpRequest.BodyPublishers.ofByteArray(CarriageReturns.kept(body.toByteArray())))
                .build();
        HttpResponse<byte[]> response =
                await(http.sendAsync(request, info -> new LimitedBodySubscriber(endpoint.largest())));
        if (response.statusCode() != 200) {
            throw new IOException(httpTrouble(response.statusCode()));
        }
        answer = response.body();
    }

    private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> pending) throws IOException {
        try {
            return withWord(pending);
        } catch (TimeoutException e) {
            pending.cancel(true);
            throw new IOException("no complete answer within " + Durations.text(limit), e);
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }

    /** Says, as time goes by, that the answer is waited for. */
    private HttpResponse<byte[]> withWord(CompletableFuture<HttpResponse<byte[]>> pending)
            throws TimeoutException, InterruptedException, ExecutionException {
        long start = System.nanoTime();
        for (int said = 0; silence.next(said).compareTo(limit) < 0; said++) {
            try {
                long left = silence.next(said).toNanos() - (System.nanoTime() - start);
                return pending.get(Math.max(0, left), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                silence.say(said, limit);
            }
        }
        return pending.get(Math.max(0, limit.toNanos() - (System.nanoTime() - start)), TimeUnit.NANOSECONDS);
    }

    private String httpTrouble(int status) {
        return "HTTP status " + status
                + (status == 500
                        ? ": the boss does not know the path " + endpoint.uri().getPath()
                        : ": is this the XML-RPC port of a boss?");
    }

    @Override
    protected XMLReader newXMLReader() throws XmlRpcException {
        return SafeXml.reader();
    }

    @Override
    protected Object readResponse(XmlRpcStreamRequestConfig config, InputStream in) throws XmlRpcException {
        return SafeXml.response(config, getClient().getTypeFactory(), in);
    }

    @Override
    protected InputStream getInputStream() {
        return new ByteArrayInputStream(CarriageReturns.kept(answer));
    }

    @Override
    protected boolean isResponseGzipCompressed(XmlRpcStreamRequestConfig config) {
        return false;
    }

    @Override
    protected void close() {
        answer = new byte[0];
    }
}
