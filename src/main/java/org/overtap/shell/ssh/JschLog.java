package org.overtap.shell.ssh;

import com.jcraft.jsch.Logger;
import org.slf4j.LoggerFactory;

/** Sends JSch's log to slf4j, one level lower than it thinks: a refused key is not yet a warning. */
final class JschLog implements Logger {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger("org.overtap.shell.ssh");

    @Override
    public boolean isEnabled(int level) {
        return level <= INFO ? LOG.isTraceEnabled() : LOG.isDebugEnabled();
    }

    @Override
    public void log(int level, String message) {
        if (level <= INFO) {
            LOG.trace(message);
        } else {
            LOG.debug(message);
        }
    }
}
