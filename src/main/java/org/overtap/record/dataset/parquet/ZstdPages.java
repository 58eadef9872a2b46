package org.overtap.record.dataset.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** How pages are made small, and read again: Zstandard (RFC 8878) only. */
final class ZstdPages implements CompressionCodecFactory {
    private static final int LEVEL = 3;
    private static final int LARGEST = 1 << 28;

    /** The bytes in an array of their own. */
    static byte[] array(BytesInput bytes) throws IOException {
        ByteBuffer buffer = bytes.toByteBuffer(HeapByteBufferAllocator.getInstance(), released -> {});
        byte[] array = new byte[buffer.remaining()];
        buffer.get(array);
        return array;
    }

    /** The bytes, made small. */
    static BytesInput small(byte[] bytes) {
        return BytesInput.from(Zstd.compress(bytes, LEVEL));
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return codec == CompressionCodecName.UNCOMPRESSED ? new AsTheyAre() : new Expanding(codec);
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        throw new UnsupportedOperationException("pages are made small before the library gets them");
    }

    @Override
    public void release() {
        // Nothing is held.
    }

    private static final class AsTheyAre implements BytesInputDecompressor {
        @Override
        public BytesInput decompress(BytesInput bytes, int size) {
            return bytes;
        }

        @Override
        public void decompress(ByteBuffer in, int from, ByteBuffer out, int size) {
            out.put(in);
        }

        @Override
        public void release() {
            // Nothing is held.
        }
    }

    private record Expanding(CompressionCodecName codec) implements BytesInputDecompressor {
        @Override
        public BytesInput decompress(BytesInput bytes, int size) throws IOException {
            return BytesInput.from(plain(array(bytes), size));
        }

        @Override
        public void decompress(ByteBuffer in, int from, ByteBuffer out, int size) throws IOException {
            byte[] bytes = new byte[from];
            in.get(bytes);
            out.put(plain(bytes, size));
        }

        private byte[] plain(byte[] bytes, int size) throws IOException {
            if (codec != CompressionCodecName.ZSTD) {
                throw new IOException("it is compressed by " + codec + ", where a dataset's files are by ZSTD");
            }
            if (size > LARGEST) {
                throw new IOException("a page is larger than a dataset's files have them");
            }
            try {
                byte[] plain = new byte[size];
                long length = Zstd.decompress(plain, bytes);
                if (Zstd.isError(length) || length != size) {
                    throw new IOException("a compressed page is damaged");
                }
                return plain;
            } catch (ZstdException e) {
                throw new IOException("a compressed page is damaged", e);
            }
        }

        @Override
        public void release() {
            // Nothing is held.
        }
    }
}
