package io.vigil.ipvs;

import io.vigil.api.dataplane.Change;
import io.vigil.api.dataplane.ChangeFailure;
import io.vigil.api.dataplane.ServiceKey;
import io.vigil.linux.Errno;
import io.vigil.linux.LinuxException;
import io.vigil.linux.genetlink.GenericNetlink;
import io.vigil.linux.netlink.NetlinkRequest;
import io.vigil.linux.netlink.NetlinkResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a batch of changes. All are sent in one pipeline; those that failed because the table differs from what was thought
 * (adding what exists, editing what is missing) go again as what they meant, in a second, much smaller pipeline.
 *
 * <p>Worked example: {@code edit service S, add destination D to S} while somebody has deleted S. Both fail with ESRCH; the
 * second round creates S and then adds D, in that order.
 */
final class Batch {
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);
    private static final int ROUNDS = 4;

    private final Requests requests;
    private final List<Change> changes;
    private final List<Attempt> refused = new ArrayList<>();
    private @Nullable Map<Words.Target, Integer> lastWords;

    Batch(Requests requests, List<Change> changes) {
        this.requests = requests;
        this.changes = changes;
    }

    /** One change on its way: its place in the batch and what is asked now. */
    private record Attempt(int index, Change change, NetlinkRequest request, Optional<LinuxException> failure) {}

    /** Makes the changes; returns those that were refused, in the order of the batch. */
    List<ChangeFailure> apply(GenericNetlink kernel) throws LinuxException {
        List<ChangeFailure> failures = new ArrayList<>();
        List<Attempt> pending = new ArrayList<>(changes.size());
        for (int i = 0; i < changes.size(); i++) {
            try {
                pending.add(new Attempt(i, changes.get(i), requests.of(changes.get(i)), Optional.empty()));
            } catch (IllegalArgumentException e) {
                failures.add(new ChangeFailure(changes.get(i), Words.of(changes.get(i)) + ": " + e.getMessage()));
            }
        }
        for (int round = 1; !pending.isEmpty(); round++) {
            pending = round(kernel, pending, round == ROUNDS);
        }
        refused.sort(Comparator.comparingInt(Attempt::index));
        for (Attempt attempt : refused) {
            failures.add(new ChangeFailure(
                    attempt.change(),
                    Words.refusal(attempt.change(), attempt.failure().orElseThrow())));
        }
        return failures;
    }

    private List<Attempt> round(GenericNetlink kernel, List<Attempt> attempts, boolean last) throws LinuxException {
        List<NetlinkRequest> pipeline = new ArrayList<>(attempts.size());
        attempts.forEach(attempt -> pipeline.add(attempt.request()));
        List<NetlinkResult> results = kernel.executeAll(pipeline);
        List<Attempt> again = new ArrayList<>();
        Set<ServiceKey> returning = new HashSet<>();
        for (int i = 0; i < attempts.size(); i++) {
            Optional<LinuxException> failure = results.get(i).failure();
            if (failure.isEmpty() || isDone(attempts.get(i), failure.get())) {
                continue;
            }
            Attempt failed = new Attempt(
                    attempts.get(i).index(),
                    attempts.get(i).change(),
                    attempts.get(i).request(),
                    failure);
            Optional<NetlinkRequest> next = last ? Optional.empty() : meant(failed, failure.get(), returning);
            if (next.isEmpty()) {
                refused.add(failed);
            } else {
                LOG.debug(
                        "{}: {}; trying what was meant",
                        Words.of(failed.change()),
                        failure.get().errno());
                again.add(new Attempt(failed.index(), failed.change(), next.get(), Optional.empty()));
            }
        }
        return again;
    }

    /** Whether a refusal says that the change is not needed: what should go is gone, or a later change decides. */
    private boolean isDone(Attempt attempt, LinuxException failure) {
        boolean missing = failure.is(Errno.ENOENT) || failure.is(Errno.ESRCH);
        Change change = attempt.change();
        if (change instanceof Change.RemoveService || change instanceof Change.RemoveDestination) {
            return missing;
        }
        return (missing || failure.is(Errno.EEXIST)) && isOverruled(attempt);
    }

    private boolean isOverruled(Attempt attempt) {
        Map<Words.Target, Integer> last = lastWords;
        if (last == null) {
            last = new HashMap<>();
            for (int i = 0; i < changes.size(); i++) {
                last.put(Words.target(changes.get(i)), i);
            }
            lastWords = last;
        }
        Words.Target target = Words.target(attempt.change());
        int service = last.getOrDefault(new Words.Target(target.service(), Optional.empty()), -1);
        boolean serviceGoes = service > attempt.index() && changes.get(service) instanceof Change.RemoveService;
        return serviceGoes || last.getOrDefault(target, -1) > attempt.index();
    }

    /** What a change meant that failed only because the table was not as thought; empty if it is refused for good. */
    private Optional<NetlinkRequest> meant(Attempt attempt, LinuxException failure, Set<ServiceKey> returning) {
        Change change = attempt.change();
        if (change instanceof Change.AddService add && failure.is(Errno.EEXIST)) {
            return Optional.of(requests.service(Constants.IPVS_CMD_SET_SERVICE, change, add.entry()));
        } else if (change instanceof Change.EditService edit && failure.is(Errno.ESRCH)) {
            returning.add(edit.service());
            return Optional.of(requests.service(Constants.IPVS_CMD_NEW_SERVICE, change, edit.entry()));
        } else if (change instanceof Change.AddDestination add && failure.is(Errno.EEXIST)) {
            return Optional.of(requests.destination(Constants.IPVS_CMD_SET_DEST, change, add.entry()));
        } else if (change instanceof Change.EditDestination edit && failure.is(Errno.ENOENT)) {
            return Optional.of(requests.destination(Constants.IPVS_CMD_NEW_DEST, change, edit.entry()));
        } else if (failure.is(Errno.ESRCH) && returning.contains(change.service())) {
            return Optional.of(attempt.request());
        }
        return Optional.empty();
    }
}
