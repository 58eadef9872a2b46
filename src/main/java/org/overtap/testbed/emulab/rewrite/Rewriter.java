package org.overtap.testbed.emulab.rewrite;

/**
 * Puts one marked block before a script, and takes it out again.
 *
 * <p>A script is a string whose characters stand for its bytes (ISO-8859-1) or for its text (UTF-8): the block is
 * ASCII, and everything outside it stays as it is, line ends and a missing last one included.
 */
public final class Rewriter {
    private static final String[] BYTE_ORDER_MARKS = {"\ufeff", "\u00ef\u00bb\u00bf"};

    /**
     * The script with the block for that request; a block that is there already is replaced.
     *
     * @throws RewriteException if the request cannot be met, or a block that is there was edited by hand
     */
    public String rewrite(String script, RewriteRequest request) {
        String own = undo(script);
        if (request.isEmpty()) {
            return own;
        }
        ScriptLimits.check(request);
        int at = afterByteOrderMark(own);
        String block = MarkedBlock.text(TclBlock.of(request));
        String rewritten = own.substring(0, at) + withLineEndsOf(own, block) + own.substring(at);
        ScriptLimits.checkSize(rewritten);
        return rewritten;
    }

    /**
     * The script without the block, exactly as it was before.
     *
     * @throws RewriteException if the block was edited by hand, so that taking it out could lose something
     */
    public String undo(String script) {
        return MarkedBlock.find(script).map(block -> block.cutFrom(script)).orElse(script);
    }

    /**
     * Whether the script has a block.
     *
     * @throws RewriteException if it has one that was edited by hand
     */
    public boolean isRewritten(String script) {
        return MarkedBlock.find(script).isPresent();
    }

    private static int afterByteOrderMark(String script) {
        for (String mark : BYTE_ORDER_MARKS) {
            if (script.startsWith(mark)) {
                return mark.length();
            }
        }
        return 0;
    }

    private static String withLineEndsOf(String script, String block) {
        int first = script.indexOf('\n');
        boolean carriageReturns = first > 0 && script.charAt(first - 1) == '\r';
        return carriageReturns ? block.replace("\n", "\r\n") : block;
    }
}
