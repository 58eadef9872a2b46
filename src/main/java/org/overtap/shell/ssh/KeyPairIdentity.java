package org.overtap.shell.ssh;

import com.jcraft.jsch.Identity;
import com.jcraft.jsch.KeyPair;

/** A key read from a file, already decrypted. */
record KeyPairIdentity(String name, KeyPair pair) implements Identity {
    @Override
    public boolean setPassphrase(byte[] passphrase) {
        return true;
    }

    @Override
    public byte[] getPublicKeyBlob() {
        return pair.getPublicKeyBlob();
    }

    @Override
    public byte[] getSignature(byte[] data) {
        return pair.getSignature(data);
    }

    @Override
    public byte[] getSignature(byte[] data, String algorithm) {
        return pair.getSignature(data, algorithm);
    }

    @Override
    public String getAlgName() {
        return pair.getKeyTypeString();
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean isEncrypted() {
        return false;
    }

    /** Nothing: one identity serves several sessions. */
    @Override
    public void clear() {}
}
