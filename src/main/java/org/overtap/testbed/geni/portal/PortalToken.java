package org.overtap.testbed.geni.portal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.overtap.testbed.InvalidSettingException;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.file.InputFile;
import org.overtap.topology.file.JsonDocument;

/**
 * What the user is known by to the portal. Portals give out JSON Web Tokens (RFC 7519), which tell until when they are
 * good; who has it can do all that the user can.
 */
public final class PortalToken {
    private static final int LONGEST = 16 << 10;
    private static final Set<PosixFilePermission> OWNERS =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final String text;
    private final String source;

    private PortalToken(String text, String source) {
        this.text = text;
        this.source = source;
    }

    /**
     * A token.
     *
     * @param source where it comes from, for messages
     * @throws InvalidSettingException if it cannot be one
     */
    public static PortalToken of(String text, String source) {
        String token = text.strip();
        if (token.isEmpty() || token.length() > LONGEST || !token.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw new InvalidSettingException(source + " has no token: one line of letters and digits is expected, as"
                    + " the portal's menu gives it");
        }
        return new PortalToken(token, source);
    }

    /**
     * A token from a file that is its owner's alone.
     *
     * @throws InvalidSettingException if there is none, or others may read it
     */
    public static PortalToken read(Path file) {
        try {
            Set<PosixFilePermission> there = Files.getPosixFilePermissions(file);
            if (!OWNERS.containsAll(there)) {
                throw new InvalidSettingException(file + " may be read by others ("
                        + PosixFilePermissions.toString(there) + "): a token is as good as a password; chmod 600 "
                        + file);
            }
            return of(InputFile.text(file, LONGEST), file.toString());
        } catch (IOException e) {
            throw new InvalidSettingException(file + ": " + InputFile.reason(e));
        } catch (UnsupportedOperationException e) {
            throw new InvalidSettingException(file + ": this filesystem has no permissions; set PORTAL_TOKEN instead");
        }
    }

    /** Until when it is good; empty if it does not tell. */
    public Optional<Instant> expires() {
        String[] parts = text.split("\\.");
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            JsonNode claims =
                    JsonDocument.mapper().readTree(Base64.getUrlDecoder().decode(parts[1]));
            JsonNode end = claims.path("exp");
            return end.isNumber() ? Optional.of(Instant.ofEpochSecond(end.asLong())) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            // No such token: then the portal alone knows.
            return Optional.empty();
        }
    }

    /**
     * Makes sure, before it is shown to anybody, that it is not over.
     *
     * @throws TestbedException if it is
     */
    public void requireGood(Instant now) throws TestbedException {
        Optional<Instant> end = expires();
        if (end.isPresent() && !now.isBefore(end.get())) {
            throw new TestbedException("the portal token of " + source + " was good until " + end.get()
                    + ": fetch a new" + " one from the portal's menu; nothing was asked or changed");
        }
    }

    /** Where it comes from. */
    public String source() {
        return source;
    }

    /** It, for the one header that it goes into. */
    String header() {
        return text;
    }

    /** Leaves it out. */
    @Override
    public String toString() {
        return "PortalToken[of " + source + "]";
    }
}
