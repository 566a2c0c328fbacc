package io.vigil.linux.process;

import io.vigil.linux.LinuxException;
import io.vigil.linux.libc.AccountDatabase;
import java.util.Optional;

/**
 * Users and groups by name or number, from the system's account database. May ask a directory server, so not for a loop's
 * thread.
 */
public final class Accounts {
    /**
     * A user.
     *
     * @param id the user's number
     * @param group the number of the primary group
     */
    public record User(int id, int group) {}

    private Accounts() {}

    /** The user of that name, or that number; empty if there is none. A number needs no account, its group is itself then. */
    public static Optional<User> user(String nameOrNumber) throws LinuxException {
        int[] ids = AccountDatabase.user(nameOrNumber);
        if (ids.length == 2) {
            return Optional.of(new User(ids[0], ids[1]));
        }
        return number(nameOrNumber).map(id -> new User(id, id));
    }

    /** The group of that name, or that number; empty if there is none. */
    public static Optional<Integer> group(String nameOrNumber) throws LinuxException {
        int id = AccountDatabase.group(nameOrNumber);
        return id >= 0 ? Optional.of(id) : number(nameOrNumber);
    }

    /** Who this process is. */
    public static User ourselves() {
        return new User(AccountDatabase.ownUser(), AccountDatabase.ownGroup());
    }

    private static Optional<Integer> number(String text) {
        try {
            return Optional.of(Integer.parseUnsignedInt(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
