package org.overtap.report.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The colours of all drawings, on light and on dark: style sheets name them {@code var(--name)}. */
public enum Palette {
    GROUND("#f6f7fa", "#0f141b"),
    SURFACE("#ffffff", "#18202b"),
    INK("#1b2430", "#e6ebf2"),
    SOFT("#566172", "#9fabbb"),
    RULE("#d8dde6", "#2c3746"),
    WIRE("#8792a3", "#62708a"),
    PROBE("#1d5fd1", "#6aa5ff"),
    COLLECTOR("#7b3fc6", "#c29dff"),
    UNSEEN("#d11f2f", "#ff6d76"),
    VOLUME("#0b8f83", "#38cdbb"),
    ADDED("#b26a00", "#f0b44c");

    private final String light;
    private final String dark;

    Palette(String light, String dark) {
        this.light = light;
        this.dark = dark;
    }

    private String variable() {
        return "--" + name().toLowerCase(Locale.ROOT);
    }

    /** It on light, as {@code #rrggbb}. */
    public String light() {
        return light;
    }

    /** The colours as a style sheet's declarations. */
    public static String declarations(boolean onDark) {
        return Arrays.stream(values())
                .map(colour -> colour.variable() + ":" + (onDark ? colour.dark : colour.light))
                .collect(Collectors.joining(";"));
    }

    /** A style sheet for programs that know no variables: the colours in it, and once more for readers who like it dark. */
    public static String resolved(String sheet) {
        return with(sheet, colour -> colour.light) + "@media (prefers-color-scheme:dark){" + coloursOnly(sheet) + "}";
    }

    private static String with(String sheet, Function<Palette, String> shade) {
        String text = sheet;
        for (Palette colour : values()) {
            text = text.replace("var(" + colour.variable() + ")", shade.apply(colour));
        }
        return text;
    }

    private static String coloursOnly(String sheet) {
        List<String> coloured = new ArrayList<>();
        for (String rule : sheet.split("(?<=})")) {
            if (rule.contains("var(--")) {
                coloured.add(rule);
            }
        }
        return with(String.join("", coloured), colour -> colour.dark);
    }
}
