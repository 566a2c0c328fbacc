package io.vigil.vrrp.track;

/**
 * Turns results of a script into up and down (W8): up needs {@code rise} successes in a row, down needs {@code fall}
 * failures in a row, the very first result decides alone.
 */
public final class ScriptCounter {
    private int rise;
    private int fall;
    private int value;
    private boolean first = true;

    /** A counter before the first result. */
    public ScriptCounter(int rise, int fall) {
        this.rise = Math.max(1, rise);
        this.fall = Math.max(1, fall);
        value = this.rise - 1;
    }

    /** Counts a result; true if up and down changed, or if it was the first. */
    public boolean result(boolean success) {
        boolean before = up();
        boolean wasFirst = first;
        first = false;
        int top = rise + fall - 1;
        if (success) {
            value = wasFirst || before || value >= rise - 1 ? top : value + 1;
        } else if (wasFirst || value <= rise) {
            value = 0;
        } else {
            value--;
        }
        return wasFirst || before != up();
    }

    /** Whether it counts as up; false before the first result. */
    public boolean up() {
        return !first && value >= rise;
    }

    /** Whether a result has been counted. */
    public boolean hasRun() {
        return !first;
    }

    /** New thresholds after a reload; the state stays. */
    public void thresholds(int newRise, int newFall) {
        boolean was = up();
        rise = Math.max(1, newRise);
        fall = Math.max(1, newFall);
        value = was ? rise + fall - 1 : first ? rise - 1 : 0;
    }
}
