package org.overtap.record.dataset.parquet;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Reads pages that were made small by Zstandard, for the library; one file's and one thread's. */
final class PageExpander implements CompressionCodecFactory {
    private static final int LARGEST = 1 << 28;

    private final ZstdDecompressCtx zstd;

    /** @throws IOException if it does not run on this machine */
    PageExpander() throws IOException {
        zstd = NativeZstd.begin(ZstdDecompressCtx::new);
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return new Pages(codec);
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        throw new UnsupportedOperationException("this only reads");
    }

    @Override
    public void release() {
        zstd.close();
    }

    private byte[] plain(CompressionCodecName codec, byte[] bytes, int size) throws IOException {
        if (codec == CompressionCodecName.UNCOMPRESSED) {
            return bytes;
        }
        if (codec != CompressionCodecName.ZSTD) {
            throw new IOException("it is compressed by " + codec + ", where a dataset's files are by ZSTD");
        }
        if (size < 0 || size > LARGEST) {
            throw new IOException("a page is larger than a dataset's files have them");
        }
        try {
            byte[] plain = new byte[size];
            if (zstd.decompress(plain, bytes) != size) {
                throw new IOException("a compressed page is damaged");
            }
            return plain;
        } catch (ZstdException e) {
            throw new IOException("a compressed page is damaged", e);
        }
    }

    private final class Pages implements BytesInputDecompressor {
        private final CompressionCodecName codec;

        Pages(CompressionCodecName codec) {
            this.codec = codec;
        }

        @Override
        public BytesInput decompress(BytesInput bytes, int size) throws IOException {
            return BytesInput.from(plain(codec, PageCompressor.array(bytes), size));
        }

        @Override
        public void decompress(ByteBuffer in, int from, ByteBuffer out, int size) throws IOException {
            byte[] bytes = new byte[from];
            in.get(bytes);
            out.put(plain(codec, bytes, size));
        }

        @Override
        public void release() {
            // What it uses is released with the whole.
        }
    }
}
