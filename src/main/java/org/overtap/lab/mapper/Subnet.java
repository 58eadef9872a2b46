package org.overtap.lab.mapper;

/** Arithmetic on dotted IPv4 addresses. */
final class Subnet {
    private Subnet() {}

    /** The network of a port, as {@code 10.1.2.0/24}. */
    static String of(VirtualMember port) {
        return text(number(port.ip()) & number(port.mask())) + "/" + prefix(port.mask());
    }

    /** Whether an address is in the network of a port. */
    static boolean holds(VirtualMember port, String ip) {
        long mask = number(port.mask());
        return (number(port.ip()) & mask) == (number(ip) & mask);
    }

    /** How many leading ones a dotted mask has. */
    static int prefix(String mask) {
        return Integer.bitCount((int) number(mask));
    }

    static long number(String dotted) {
        String[] parts = dotted.split("\\.", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("'" + dotted + "' is no IPv4 address");
        }
        long number = 0;
        for (String part : parts) {
            int octet = Integer.parseInt(part);
            if (octet < 0 || octet > 255) {
                throw new IllegalArgumentException("'" + dotted + "' is no IPv4 address");
            }
            number = number << 8 | octet;
        }
        return number;
    }

    static String text(long number) {
        return (number >> 24 & 255) + "." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
    }
}
