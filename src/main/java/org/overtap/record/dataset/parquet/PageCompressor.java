package org.overtap.record.dataset.parquet;

import com.github.luben.zstd.ZstdCompressCtx;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;

/** Makes pages small by Zstandard (RFC 8878). It is used again and again: making one takes longer than a small page. */
final class PageCompressor implements Closeable {
    private static final int LEVEL = 3;

    private final ZstdCompressCtx zstd;

    /** @throws IOException if it does not run on this machine */
    PageCompressor() throws IOException {
        zstd = NativeZstd.begin(() -> new ZstdCompressCtx().setLevel(LEVEL));
    }

    /** The bytes in an array of their own. */
    static byte[] array(BytesInput bytes) {
        ByteBuffer buffer = bytes.toByteBuffer(HeapByteBufferAllocator.getInstance(), released -> {});
        byte[] array = new byte[buffer.remaining()];
        buffer.get(array);
        return array;
    }

    /** The bytes, made small. */
    BytesInput small(byte[] bytes) {
        return BytesInput.from(zstd.compress(bytes));
    }

    @Override
    public void close() {
        zstd.close();
    }
}
