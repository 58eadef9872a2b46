package org.overtap.lab.mapper;

/**
 * A physical machine of the pool. Its control address and its MACs follow from its number, so that another machine
 * is another machine in every respect.
 *
 * @param number counted over the pool; the name is {@code pc} and the number
 */
public record NodeId(int number) {
    /** Mask of the control network, 172.30.0.0/16. */
    public static final String CONTROL_MASK = "255.255.0.0";

    public NodeId {
        if (number < 1 || number > 60_000) {
            throw new IllegalArgumentException("there is no machine number " + number);
        }
    }

    /** Reads {@code pc101}. */
    public static NodeId of(String name) {
        if (!name.matches("pc[1-9][0-9]{0,4}")) {
            throw new IllegalArgumentException("no machine is called " + name);
        }
        return new NodeId(Integer.parseInt(name.substring(2)));
    }

    /** Where it is reached over the control network. */
    public String controlIp() {
        return "172.30." + (1 + number / 256) + "." + number % 256;
    }

    /** The MAC of its n-th interface, the control interface being 0: twelve lower-case hexadecimal digits. */
    public String mac(int port) {
        return "020c%04x%04x".formatted(number, port);
    }

    @Override
    public String toString() {
        return "pc" + number;
    }
}
