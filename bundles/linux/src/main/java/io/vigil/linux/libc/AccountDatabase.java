package io.vigil.linux.libc;

import com.sun.jna.Native;
import io.vigil.linux.Errno;
import io.vigil.linux.LinuxException;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;

/** The system's users and groups (pwd.h, grp.h), with whatever the name service switch adds to the files. */
public final class AccountDatabase {
    // struct passwd: char *name, *password; uid_t uid; gid_t gid; …   struct group: char *name, *password; gid_t gid; …
    private static final int FIRST_NUMBER = 16;
    private static final int RECORD = 64;
    private static final int FIRST_ROOM = 4096;
    private static final int MOST_ROOM = 1 << 22;
    private static final int NONE = -1;

    static {
        Native.register(AccountDatabase.class, "c");
    }

    private AccountDatabase() {}

    @SuppressWarnings("MemberName")
    private static native int getpwnam_r(long name, long record, long buffer, long length, long result);

    @SuppressWarnings("MemberName")
    private static native int getgrnam_r(long name, long record, long buffer, long length, long result);

    private static native int geteuid();

    private static native int getegid();

    /** User and primary group of that name; no elements if there is none. */
    public static int[] user(String name) throws LinuxException {
        NativeBuffer record = new NativeBuffer(RECORD);
        boolean found = find("find user " + name, name, record, AccountDatabase::getpwnam_r);
        return found
                ? new int[] {record.bytes().getInt(FIRST_NUMBER), record.bytes().getInt(FIRST_NUMBER + 4)}
                : new int[0];
    }

    /** The group of that name; -1 if there is none. */
    public static int group(String name) throws LinuxException {
        NativeBuffer record = new NativeBuffer(RECORD);
        boolean found = find("find group " + name, name, record, AccountDatabase::getgrnam_r);
        return found ? record.bytes().getInt(FIRST_NUMBER) : NONE;
    }

    public static int ownUser() {
        return geteuid();
    }

    public static int ownGroup() {
        return getegid();
    }

    private static boolean find(String operation, String name, NativeBuffer record, Lookup lookup)
            throws LinuxException {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        NativeBuffer cName = new NativeBuffer(text.length + 1);
        cName.bytes().put(0, text);
        NativeBuffer result = new NativeBuffer(8);
        for (int room = FIRST_ROOM; ; room *= 2) {
            NativeBuffer buffer = new NativeBuffer(room);
            int error;
            try {
                error = lookup.call(cName.address(), record.address(), buffer.address(), room, result.address());
            } finally {
                Reference.reachabilityFence(cName);
                Reference.reachabilityFence(buffer);
            }
            if (error == 0 || isNotFound(error)) {
                return error == 0 && result.bytes().getLong(0) != 0;
            }
            if (error != Errno.ERANGE.number() || room >= MOST_ROOM) {
                throw new LinuxException(operation, error, "");
            }
        }
    }

    /** The manual allows all of these for a name that is not there. */
    private static boolean isNotFound(int error) {
        return error == Errno.ENOENT.number()
                || error == Errno.ESRCH.number()
                || error == Errno.EBADF.number()
                || error == Errno.EPERM.number();
    }

    @FunctionalInterface
    private interface Lookup {
        int call(long name, long record, long buffer, long length, long result);
    }
}
