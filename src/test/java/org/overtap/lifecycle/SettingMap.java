package org.overtap.lifecycle;

import java.util.Map;
import java.util.Optional;
import org.overtap.testbed.InvalidSettingException;
import org.overtap.testbed.SettingValues;

/** Settings that a test makes up; nothing is read from anywhere. */
record SettingMap(Map<String, String> values) implements SettingValues {
    @Override
    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    @Override
    public String require(String name, String what) {
        return get(name).orElseThrow(() -> new InvalidSettingException("no " + what));
    }
}
