package org.overtap.topology;

/** The two families of IP addresses. */
public enum IpFamily {
    /** RFC 791: 32 bits. */
    V4(32, "IPv4"),
    /** RFC 8200: 128 bits. */
    V6(128, "IPv6");

    private final int bits;
    private final String text;

    IpFamily(int bits, String text) {
        this.bits = bits;
        this.text = text;
    }

    /** How many bits an address has. */
    public int bits() {
        return bits;
    }

    /** {@code IPv4} or {@code IPv6}. */
    @Override
    public String toString() {
        return text;
    }
}
